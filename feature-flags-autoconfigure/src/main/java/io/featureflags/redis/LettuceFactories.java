package io.featureflags.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Makes connection factories after the example of the application's: to the same Redis, with our own behaviour. */
final class LettuceFactories {

    private final LettuceConnectionFactory example;

    private final RedisSettings settings;

    private final ClientResources resources;

    LettuceFactories(LettuceConnectionFactory example, RedisSettings settings, ClientResources resources) {
        this.example = example;
        this.settings = settings;
        this.resources = resources;
    }

    /**
     * A started factory, which has not connected yet.
     *
     * @param target where to connect to; null for where the example does
     * @param handshakeLimit how long connecting may take
     * @param protocol the protocol to insist on; null for what the example says
     */
    LettuceConnectionFactory create(
            @Nullable RedisConfiguration target, Duration handshakeLimit, @Nullable ProtocolVersion protocol) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory(
                target == null ? exampleTarget() : target, configuration(handshakeLimit, protocol));
        factory.setShareNativeConnection(false);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    private RedisConfiguration exampleTarget() {
        if (example.getClusterConfiguration() != null) {
            return example.getClusterConfiguration();
        }
        if (example.getSentinelConfiguration() != null) {
            return example.getSentinelConfiguration();
        }
        if (example.getSocketConfiguration() != null) {
            return example.getSocketConfiguration();
        }
        return example.getStandaloneConfiguration();
    }

    private LettuceClientConfiguration configuration(Duration handshakeLimit, @Nullable ProtocolVersion protocol) {
        LettuceClientConfiguration theirs = example.getClientConfiguration();
        var ours = LettuceClientConfiguration.builder()
                .clientName(settings.clientName())
                .clientResources(resources)
                .clientOptions(options(handshakeLimit, protocol))
                // Bounds the handshake; each command is bounded by the timeout options.
                .commandTimeout(handshakeLimit)
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

    private ClientOptions options(Duration handshakeLimit, @Nullable ProtocolVersion protocol) {
        ClientOptions.Builder options = example.getClientConfiguration()
                .getClientOptions()
                .orElseGet(() -> example.isClusterAware() ? ClusterClientOptions.create() : ClientOptions.create())
                .mutate()
                // A lost connection is replaced by us: Lettuce would try again after up to 30 seconds only.
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(settings.timeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(handshakeLimit)
                        .keepAlive(true)
                        .build());
        return protocol == null
                ? options.build()
                : options.protocolVersion(protocol).build();
    }
}
