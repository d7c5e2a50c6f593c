package io.featureflags.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Connections on Lettuce. A class of its own, since an application may be on another driver. */
final class LettuceOwnConnections implements OwnConnections {

    private static final int THREADS = 2;

    // Our own threads: a slow callback of the application must not delay a flag.
    private final ClientResources resources = DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .build();

    private final LettuceConnectionFactory factory;

    LettuceOwnConnections(RedisConnectionFactory source, RedisSettings settings) {
        LettuceConnectionFactory example = (LettuceConnectionFactory) source;
        this.factory = factory(example, configuration(example, settings));
        factory.setShareNativeConnection(false);
        factory.afterPropertiesSet();
        factory.start();
    }

    static boolean supports(RedisConnectionFactory source) {
        return source instanceof LettuceConnectionFactory;
    }

    @Override
    public RedisConnection open() {
        return factory.getConnection();
    }

    @Override
    public void close() {
        factory.destroy();
        // In the background; given no time, the threads would end without closing what is still connecting.
        var unused = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }

    private static LettuceConnectionFactory factory(
            LettuceConnectionFactory example, LettuceClientConfiguration configuration) {
        if (example.getClusterConfiguration() != null) {
            return new LettuceConnectionFactory(example.getClusterConfiguration(), configuration);
        }
        if (example.getSentinelConfiguration() != null) {
            return new LettuceConnectionFactory(example.getSentinelConfiguration(), configuration);
        }
        if (example.getSocketConfiguration() != null) {
            return new LettuceConnectionFactory(example.getSocketConfiguration(), configuration);
        }
        return new LettuceConnectionFactory(example.getStandaloneConfiguration(), configuration);
    }

    private LettuceClientConfiguration configuration(LettuceConnectionFactory example, RedisSettings settings) {
        LettuceClientConfiguration theirs = example.getClientConfiguration();
        var ours = LettuceClientConfiguration.builder()
                .clientName(settings.clientName())
                .clientResources(resources)
                .clientOptions(options(example, settings.timeout()))
                // Bounds the handshake, too; each command is bounded by the timeout options.
                .commandTimeout(CONNECT_TIMEOUT)
                .shutdownTimeout(Duration.ZERO)
                .shutdownQuietPeriod(Duration.ZERO);
        theirs.getRedisCredentialsProviderFactory().ifPresent(ours::redisCredentialsProviderFactory);
        if (theirs.isUseSsl()) {
            var ssl = ours.useSsl();
            ssl.verifyPeer(theirs.getVerifyMode());
            if (theirs.isStartTls()) {
                ssl.startTls();
            }
        }
        return ours.build();
    }

    private static ClientOptions options(LettuceConnectionFactory example, Duration timeout) {
        return example.getClientConfiguration()
                .getClientOptions()
                .orElseGet(() -> example.isClusterAware() ? ClusterClientOptions.create() : ClientOptions.create())
                .mutate()
                // A lost connection is replaced by us: Lettuce would try again after up to 30 seconds only.
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(timeout))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build();
    }
}
