package io.featureflags.redis.connection;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

/** Creates connection factories from the application's: to the same Redis, with their own timeouts and threads. */
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
     * Creates and starts a factory, which does not connect yet.
     *
     * @param target the server to connect to; null for the server of the example
     * @param handshakeLimit longest duration of connecting
     * @param protocol the required protocol; null for that of the example
     * @return the factory
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

    /** Creates a client that requires RESP3. Its caller passes the address of a server with each connection. */
    RedisClient client(Duration handshakeLimit) {
        RedisClient client = RedisClient.create(resources);
        client.setOptions(options(handshakeLimit, ProtocolVersion.RESP3));
        return client;
    }

    /** Returns the addresses of the configured nodes of the example's cluster. */
    List<RedisURI> clusterNodes(RedisClusterConfiguration cluster, Duration handshakeLimit) {
        return cluster.getClusterNodes().stream()
                .map(node -> {
                    RedisURI.Builder address = address(node, handshakeLimit);
                    RedisCredentialsProvider credentials =
                            credentials(factory -> factory.createCredentialsProvider(cluster));
                    authenticate(address, credentials, cluster.getUsername(), cluster.getPassword());
                    return address.build();
                })
                .toList();
    }

    /** Returns the addresses of the example's sentinels. */
    List<RedisURI> sentinels(RedisSentinelConfiguration sentinel, Duration handshakeLimit) {
        return sentinel.getSentinels().stream()
                .map(node -> {
                    RedisURI.Builder address = address(node, handshakeLimit);
                    RedisCredentialsProvider credentials =
                            credentials(factory -> factory.createSentinelCredentialsProvider(sentinel));
                    authenticate(address, credentials, sentinel.getSentinelUsername(), sentinel.getSentinelPassword());
                    return address.build();
                })
                .toList();
    }

    /** Returns the address of the example's current master, with its credentials. */
    RedisURI master(RedisSentinelConfiguration sentinel, InetSocketAddress master, Duration handshakeLimit) {
        RedisURI.Builder address = address(new RedisNode(master.getHostString(), master.getPort()), handshakeLimit);
        RedisCredentialsProvider credentials = credentials(factory -> factory.createCredentialsProvider(sentinel));
        authenticate(address, credentials, sentinel.getUsername(), sentinel.getPassword());
        return address.withDatabase(sentinel.getDatabase()).build();
    }

    /** Returns the address of the example's server on a Unix socket. */
    RedisURI socket(RedisSocketConfiguration socket, Duration handshakeLimit) {
        RedisURI.Builder address = RedisURI.Builder.socket(socket.getSocket())
                .withClientName(settings.clientName())
                .withTimeout(handshakeLimit)
                .withDatabase(socket.getDatabase());
        RedisCredentialsProvider credentials = credentials(factory -> factory.createCredentialsProvider(socket));
        authenticate(address, credentials, socket.getUsername(), socket.getPassword());
        return address.build();
    }

    private RedisURI.Builder address(RedisNode node, Duration handshakeLimit) {
        LettuceClientConfiguration configured = example.getClientConfiguration();
        return RedisURI.builder()
                .withHost(node.getRequiredHost())
                .withPort(node.getPortOr(RedisURI.DEFAULT_REDIS_PORT))
                .withClientName(settings.clientName())
                .withSsl(configured.isUseSsl())
                .withVerifyPeer(configured.getVerifyMode())
                .withStartTls(configured.isStartTls())
                .withTimeout(handshakeLimit);
    }

    private @Nullable RedisCredentialsProvider credentials(
            Function<RedisCredentialsProviderFactory, @Nullable RedisCredentialsProvider> from) {
        RedisCredentialsProviderFactory factory = example.getClientConfiguration()
                .getRedisCredentialsProviderFactory()
                .orElse(null);
        return factory == null ? null : from.apply(factory);
    }

    private static void authenticate(
            RedisURI.Builder address,
            @Nullable RedisCredentialsProvider credentials,
            @Nullable String username,
            RedisPassword password) {
        if (credentials != null) {
            address.withAuthentication(credentials);
        } else if (password.isPresent()) {
            if (username == null || username.isEmpty()) {
                address.withPassword(password.get());
            } else {
                address.withAuthentication(username, password.get());
            }
        }
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
        LettuceClientConfiguration configured = example.getClientConfiguration();
        var configuration = LettuceClientConfiguration.builder()
                .clientName(settings.clientName())
                .clientResources(resources)
                .clientOptions(options(handshakeLimit, protocol))
                // Limits the handshake; the timeout options limit each command.
                .commandTimeout(handshakeLimit)
                .shutdownTimeout(Duration.ZERO)
                .shutdownQuietPeriod(Duration.ZERO);
        configured.getRedisCredentialsProviderFactory().ifPresent(configuration::redisCredentialsProviderFactory);
        if (configured.isUseSsl()) {
            var ssl = configuration.useSsl();
            ssl.verifyPeer(configured.getVerifyMode());
            if (configured.isStartTls()) {
                ssl.startTls();
            }
        }
        return configuration.build();
    }

    private ClientOptions options(Duration handshakeLimit, @Nullable ProtocolVersion protocol) {
        ClientOptions.Builder options = example.getClientConfiguration()
                .getClientOptions()
                .orElseGet(() -> example.isClusterAware() ? ClusterClientOptions.create() : ClientOptions.create())
                .mutate()
                // The sync thread replaces a lost connection: Lettuce would retry after up to 30 seconds only.
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
