package io.featureflags.redis.connection;

import java.time.Duration;

/**
 * Settings for reading flags from Redis.
 *
 * @param keyPrefix prefix of the keys of flags, in front of the flag's name
 * @param timeout longest duration of one command
 * @param pollInterval interval of reading all flags without client tracking
 * @param reconcileInterval interval of reading all flags with client tracking
 * @param maxValueSize largest size of a value in bytes
 * @param clientName name of the connections, as {@code CLIENT LIST} shows it
 */
public record RedisSettings(
        String keyPrefix,
        Duration timeout,
        Duration pollInterval,
        Duration reconcileInterval,
        long maxValueSize,
        String clientName) {

    /**
     * Returns the settings for the connection of the ledger, which has a name of its own in {@code CLIENT LIST}.
     *
     * @param longestTimeout upper limit of the timeout
     * @return the settings
     */
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
