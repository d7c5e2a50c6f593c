package io.featureflags.redis.ledger;

import java.time.Duration;

/**
 * Settings for recording changes of flags.
 *
 * @param maxEntries approximate number of entries that Redis keeps per flag; it removes older ones in blocks
 * @param keep time that Redis keeps the record of a flag that is gone, at least one millisecond
 * @param instance name of this application in the entries
 */
public record LedgerSettings(int maxEntries, Duration keep, String instance) {}
