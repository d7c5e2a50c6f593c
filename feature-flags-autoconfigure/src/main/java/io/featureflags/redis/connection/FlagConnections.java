package io.featureflags.redis.connection;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Connections of our own to the Redis of the application: with our short timeout, whatever the application waits for its
 * data, and none of them from its pool.
 */
public interface FlagConnections extends AutoCloseable {

    /**
     * Connects so that the servers tell of changes.
     *
     * @param keyPrefix what the keys of flags start with
     * @param listener is told of changes
     * @return the connections
     * @throws TrackingRefusedException if Redis is there, but does not tell of changes
     * @throws RuntimeException if Redis cannot be reached
     */
    TrackedServers track(String keyPrefix, TrackedServers.Listener listener);

    /**
     * Connects without being told of changes.
     *
     * @param first which server to begin with where the example names several, of which one is the master; counted from 0
     *     on, and over again from the last
     * @return the connection
     * @throws DataAccessException if Redis cannot be reached
     */
    PolledConnection open(int first);

    @Override
    void close();

    /**
     * Connections made after the example of an application's factory.
     *
     * @param source the factory of the application, which stays as it is
     * @param masterReplica where the factory connects to if it is Lettuce's for a static master with replicas, which it
     *     does not tell itself; else null
     * @param settings timeout and name of the connections
     * @return connections of our own; the factory's own ones if it is neither Lettuce's nor Jedis's
     */
    static FlagConnections derivedFrom(
            RedisConnectionFactory source,
            @Nullable RedisStaticMasterReplicaConfiguration masterReplica,
            RedisSettings settings) {
        ClassLoader classLoader = FlagConnections.class.getClassLoader();
        if (ClassUtils.isPresent("io.lettuce.core.RedisClient", classLoader) && LettuceConnections.supports(source)) {
            return new LettuceConnections(source, masterReplica, settings);
        }
        if (ClassUtils.isPresent("redis.clients.jedis.Jedis", classLoader) && JedisConnections.isJedis(source)) {
            return JedisConnections.derivedFrom(source, settings);
        }
        return new PolledOnlyConnections(source::getConnection, () -> {});
    }
}
