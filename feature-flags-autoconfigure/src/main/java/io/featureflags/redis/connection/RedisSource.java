package io.featureflags.redis.connection;

import org.jspecify.annotations.Nullable;

/** The Redis of the flags. */
public interface RedisSource {

    /**
     * Creates dedicated connections, which use their own short timeout and take no connection from a pool of the
     * application.
     *
     * @param settings timeout and name of the connections
     * @return the connections, which open on demand
     */
    FlagConnections connections(RedisSettings settings);

    /**
     * Returns the configured name of connections.
     *
     * @return the name; null to use that of the application
     */
    @Nullable
    String clientName();
}
