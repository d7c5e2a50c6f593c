package io.featureflags.redis;

import java.time.Duration;

/**
 * How flags are read from Redis.
 *
 * @param keyPrefix what stands before a flag's name in its key
 * @param timeout how long one command may take
 * @param pollInterval how often all flags are read
 * @param maxValueSize how many bytes a value may have
 * @param clientName name of the connections, as {@code CLIENT LIST} shows it
 * @param ownClient whether a client of our own connects, with the timeout above; else the application's factory does,
 *     with what it has set
 */
public record RedisSettings(
        String keyPrefix,
        Duration timeout,
        Duration pollInterval,
        long maxValueSize,
        String clientName,
        boolean ownClient) {}
