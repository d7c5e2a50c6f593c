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

    /** A client for servers of the example that it is told one by one, which insists on RESP3. */
    RedisClient client(Duration handshakeLimit) {
        RedisClient client = RedisClient.create(resources);
        client.setOptions(options(handshakeLimit, ProtocolVersion.RESP3));
        return client;
    }

    /** The nodes that the example's cluster is found by. */
    List<RedisURI> clusterNodes(RedisClusterConfiguration cluster, Duration handshakeLimit) {
        return cluster.getClusterNodes().stream()
                .map(node -> {
                    RedisURI.Builder address = address(node, handshakeLimit);
                    RedisCredentialsProvider credentials =
                            credentials(theirs -> theirs.createCredentialsProvider(cluster));
                    authenticate(address, credentials, cluster.getUsername(), cluster.getPassword());
                    return address.build();
                })
                .toList();
    }

    /** The sentinels that the example's master is found by. */
    List<RedisURI> sentinels(RedisSentinelConfiguration sentinel, Duration handshakeLimit) {
        return sentinel.getSentinels().stream()
                .map(node -> {
                    RedisURI.Builder address = address(node, handshakeLimit);
                    RedisCredentialsProvider credentials =
                            credentials(theirs -> theirs.createSentinelCredentialsProvider(sentinel));
                    authenticate(address, credentials, sentinel.getSentinelUsername(), sentinel.getSentinelPassword());
                    return address.build();
                })
                .toList();
    }

    /** The server that is the example's master now. */
    RedisURI master(RedisSentinelConfiguration sentinel, InetSocketAddress master, Duration handshakeLimit) {
        RedisURI.Builder address = address(new RedisNode(master.getHostString(), master.getPort()), handshakeLimit);
        RedisCredentialsProvider credentials = credentials(theirs -> theirs.createCredentialsProvider(sentinel));
        authenticate(address, credentials, sentinel.getUsername(), sentinel.getPassword());
        return address.withDatabase(sentinel.getDatabase()).build();
    }

    /** The example's server behind a Unix socket. */
    RedisURI socket(RedisSocketConfiguration socket, Duration handshakeLimit) {
        RedisURI.Builder address = RedisURI.Builder.socket(socket.getSocket())
                .withClientName(settings.clientName())
                .withTimeout(handshakeLimit)
                .withDatabase(socket.getDatabase());
        RedisCredentialsProvider credentials = credentials(theirs -> theirs.createCredentialsProvider(socket));
        authenticate(address, credentials, socket.getUsername(), socket.getPassword());
        return address.build();
    }

    private RedisURI.Builder address(RedisNode node, Duration handshakeLimit) {
        LettuceClientConfiguration theirs = example.getClientConfiguration();
        return RedisURI.builder()
                .withHost(node.getRequiredHost())
                .withPort(node.getPortOr(RedisURI.DEFAULT_REDIS_PORT))
                .withClientName(settings.clientName())
                .withSsl(theirs.isUseSsl())
                .withVerifyPeer(theirs.getVerifyMode())
                .withStartTls(theirs.isStartTls())
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
