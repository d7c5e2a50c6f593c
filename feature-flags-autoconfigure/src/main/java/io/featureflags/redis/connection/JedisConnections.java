package io.featureflags.redis.connection;

import java.time.Duration;
import java.util.Objects;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisClientConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;

/** Connections on Jedis. A class of its own, since an application may be on another driver. */
final class JedisConnections {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private JedisConnections() {}

    static boolean isJedis(RedisConnectionFactory source) {
        return source instanceof JedisConnectionFactory;
    }

    /** Connections made after the example of an application's factory. */
    static FlagConnections derivedFrom(RedisConnectionFactory source, RedisSettings settings) {
        JedisConnectionFactory example = (JedisConnectionFactory) source;
        JedisConnectionFactory factory = factory(example, configuration(example.getClientConfiguration(), settings));
        factory.afterPropertiesSet();
        factory.start();
        return new PolledOnlyConnections(factory::getConnection, factory::destroy);
    }

    private static JedisConnectionFactory factory(
            JedisConnectionFactory example, JedisClientConfiguration configuration) {
        if (example.getClusterConfiguration() != null) {
            return new JedisConnectionFactory(example.getClusterConfiguration(), configuration);
        }
        if (example.getSentinelConfiguration() != null) {
            return new JedisConnectionFactory(example.getSentinelConfiguration(), configuration);
        }
        return new JedisConnectionFactory(Objects.requireNonNull(example.getStandaloneConfiguration()), configuration);
    }

    private static JedisClientConfiguration configuration(JedisClientConfiguration theirs, RedisSettings settings) {
        var ours = JedisClientConfiguration.builder()
                .clientName(settings.clientName())
                .readTimeout(settings.timeout())
                .connectTimeout(CONNECT_TIMEOUT);
        if (theirs.isUseSsl()) {
            var ssl = ours.useSsl();
            theirs.getSslSocketFactory().ifPresent(ssl::sslSocketFactory);
            theirs.getSslParameters().ifPresent(ssl::sslParameters);
            theirs.getHostnameVerifier().ifPresent(ssl::hostnameVerifier);
        }
        return ours.build();
    }
}
