package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.TrackedRecords;
import io.featureflags.spi.FlagCopy;

/**
 * The two sides on which a ledger follows a store.
 *
 * @param copy the copy for the store to update
 * @param records what the store reports of the records of changes
 */
public record Recording(FlagCopy copy, TrackedRecords records) {}
