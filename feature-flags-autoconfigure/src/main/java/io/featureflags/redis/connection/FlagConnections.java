package io.featureflags.redis.connection;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Dedicated connections to the Redis of the application. They use their own short timeout and take no connection from
 * the pool of the application.
 */
public interface FlagConnections extends AutoCloseable {

    /**
     * Connects with client tracking, so that the servers report changes.
     *
     * @param keyPrefix prefix of the keys of flags
     * @param listener the listener that is notified of changes
     * @return the tracked servers
     * @throws TrackingRefusedException if Redis answers but does not support client tracking
     * @throws RuntimeException if Redis cannot be reached
     */
    TrackedServers track(String keyPrefix, TrackingListener listener);

    /**
     * Connects without client tracking.
     *
     * @param first index of the server to try first if the application configures several servers of which one is the
     *     master; counted from 0 and wrapped around
     * @return the connection
     * @throws DataAccessException if Redis cannot be reached
     */
    PolledConnection open(int first);

    @Override
    void close();

    /**
     * Creates connections with the configuration of an application's connection factory.
     *
     * @param source the factory of the application, which stays unchanged
     * @param masterReplica the servers of a Lettuce factory for a static master with replicas, which that factory does
     *     not expose; else null
     * @param settings timeout and name of the connections
     * @return dedicated connections; connections of the factory itself if the driver is neither Lettuce nor Jedis
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
