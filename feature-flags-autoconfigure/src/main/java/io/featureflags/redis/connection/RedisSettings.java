package io.featureflags.redis.connection;

import java.time.Duration;

/**
 * How flags are read from Redis.
 *
 * @param keyPrefix what stands before a flag's name in its key
 * @param timeout how long one command may take
 * @param pollInterval how often all flags are read where Redis does not tell of changes
 * @param reconcileInterval how often all flags are read where it does
 * @param maxValueSize how many bytes a value may have
 * @param clientName name of the connections, as {@code CLIENT LIST} shows it
 */
public record RedisSettings(
        String keyPrefix,
        Duration timeout,
        Duration pollInterval,
        Duration reconcileInterval,
        long maxValueSize,
        String clientName) {

    /** The same for the connection of the ledger, which {@code CLIENT LIST} tells from the one that follows flags. */
    public RedisSettings forLedger(Duration longestTimeout) {
        return new RedisSettings(
                keyPrefix,
                timeout.compareTo(longestTimeout) > 0 ? longestTimeout : timeout,
                pollInterval,
                reconcileInterval,
                maxValueSize,
                clientName + "-audit");
    }
}
