package io.featureflags.redis.ledger;

/**
 * How changes of flags are recorded.
 *
 * @param maxEntries about how many entries of one flag Redis keeps: it removes older ones in blocks
 * @param instance the name of this application, for the record
 */
public record LedgerSettings(int maxEntries, String instance) {}
