package io.featureflags.ofrep;

import java.util.Map;

/**
 * The flags that some callers may evaluate, at one moment.
 *
 * @param flags the flags by name, in the order of their names
 * @param version digest of what decides their answers, apart from the context
 * @param changes number of changes that the listing has seen
 * @param readNanos time of the ticker at which it was made
 * @param validUntil time at which a window opens or closes, in milliseconds since the epoch
 */
record FlagListing(Map<String, ListedFlag> flags, String version, long changes, long readNanos, long validUntil) {}
