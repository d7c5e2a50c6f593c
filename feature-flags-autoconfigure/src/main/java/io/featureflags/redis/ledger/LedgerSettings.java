package io.featureflags.redis.ledger;

/**
 * Settings for recording changes of flags.
 *
 * @param maxEntries approximate number of entries that Redis keeps per flag; it removes older ones in blocks
 * @param instance name of this application in the entries
 */
public record LedgerSettings(int maxEntries, String instance) {}
