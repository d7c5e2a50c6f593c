package io.featureflags.redis.connection;

import java.util.List;

/**
 * Dedicated connections to the Redis of the application. They use their own short timeout and take no connection from
 * the pool of the application.
 */
public interface FlagConnections extends AutoCloseable {

    /**
     * Connects with client tracking, so that the servers report changes.
     *
     * @param prefixes prefixes of the keys whose changes are reported, none of which begins with another one
     * @param listener the listener that is notified of changes
     * @return the tracked servers
     * @throws TrackingRefusedException if Redis answers but does not support client tracking
     * @throws RuntimeException if Redis cannot be reached
     */
    TrackedServers track(List<String> prefixes, TrackingListener listener);

    /**
     * Connects without client tracking.
     *
     * @param first index of the server to try first if the application configures several servers of which one is the
     *     master; counted from 0 and wrapped around
     * @return the connection
     * @throws RuntimeException if Redis cannot be reached
     */
    PolledConnection open(int first);

    @Override
    void close();
}
