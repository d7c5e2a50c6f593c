package io.featureflags.redis.connection;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.util.ClassUtils;

/**
 * The Redis of an application's connection factory.
 *
 * @param factory the factory, which stays unchanged
 * @param masterReplica the servers of a Lettuce factory for a static master with replicas, which that factory does not
 *     expose; else null
 */
public record SpringDataSource(
        RedisConnectionFactory factory, @Nullable RedisStaticMasterReplicaConfiguration masterReplica)
        implements RedisSource {

    /** Connections with the configuration of the factory, or of the factory itself for a driver other than Lettuce or Jedis. */
    @Override
    public FlagConnections connections(RedisSettings settings) {
        ClassLoader classLoader = SpringDataSource.class.getClassLoader();
        if (ClassUtils.isPresent("io.lettuce.core.RedisClient", classLoader) && LettuceExample.supports(factory)) {
            return LettuceExample.source(factory, masterReplica).connections(settings);
        }
        if (ClassUtils.isPresent("redis.clients.jedis.Jedis", classLoader) && JedisConnections.isJedis(factory)) {
            return JedisConnections.derivedFrom(factory, settings);
        }
        return new PolledOnlyConnections(factory::getConnection, () -> {});
    }

    /** Returns null: connections of flags have a name of their own beside those of the factory. */
    @Override
    public @Nullable String clientName() {
        return null;
    }
}
