package io.featureflags.redis.connection;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

/** Reads servers, credentials and TLS from a Lettuce factory of the application. */
final class LettuceExample {

    private final LettuceConnectionFactory factory;

    private final LettuceClientConfiguration client;

    private LettuceExample(LettuceConnectionFactory factory) {
        this.factory = factory;
        this.client = factory.getClientConfiguration();
    }

    static boolean supports(RedisConnectionFactory factory) {
        return factory instanceof LettuceConnectionFactory;
    }

    static LettuceSource source(
            RedisConnectionFactory factory, @Nullable RedisStaticMasterReplicaConfiguration masterReplica) {
        LettuceExample example = new LettuceExample((LettuceConnectionFactory) factory);
        return new LettuceSource(
                example.servers(masterReplica),
                example.factory.isClusterAware(),
                example.client.getClientOptions().orElseGet(ClientOptions::create),
                example.client.getClientResources().orElse(null),
                null);
    }

    private List<RedisURI> servers(@Nullable RedisStaticMasterReplicaConfiguration masterReplica) {
        if (factory.getClusterConfiguration() != null) {
            return nodes(factory.getClusterConfiguration());
        }
        if (factory.getSentinelConfiguration() != null) {
            return List.of(master(factory.getSentinelConfiguration()));
        }
        if (factory.getSocketConfiguration() != null) {
            return List.of(socket(factory.getSocketConfiguration()));
        }
        RedisStandaloneConfiguration standalone = factory.getStandaloneConfiguration();
        // A factory for a static master with replicas has no other configuration. Any other one is for another Redis.
        return masterReplica == null || !standalone.equals(new RedisStandaloneConfiguration())
                ? List.of(server(standalone))
                : masterReplica.getNodes().stream()
                        .map(node -> server(withCredentials(node, masterReplica)))
                        .toList();
    }

    /** Adds the user name: the configured nodes contain the password only. */
    private static RedisStandaloneConfiguration withCredentials(
            RedisStandaloneConfiguration node, RedisStaticMasterReplicaConfiguration all) {
        RedisStandaloneConfiguration complete = new RedisStandaloneConfiguration(node.getHostName(), node.getPort());
        complete.setUsername(all.getUsername());
        complete.setPassword(all.getPassword());
        complete.setDatabase(all.getDatabase());
        return complete;
    }

    private RedisURI server(RedisStandaloneConfiguration server) {
        RedisURI.Builder address = address(server.getHostName(), server.getPort());
        authenticate(
                address,
                credentials -> credentials.createCredentialsProvider(server),
                server.getUsername(),
                server.getPassword());
        return address.withDatabase(server.getDatabase()).build();
    }

    private RedisURI socket(RedisSocketConfiguration socket) {
        RedisURI.Builder address = RedisURI.Builder.socket(socket.getSocket());
        authenticate(
                address,
                credentials -> credentials.createCredentialsProvider(socket),
                socket.getUsername(),
                socket.getPassword());
        return address.withDatabase(socket.getDatabase()).build();
    }

    private List<RedisURI> nodes(RedisClusterConfiguration cluster) {
        return addresses(
                cluster.getClusterNodes(),
                credentials -> credentials.createCredentialsProvider(cluster),
                cluster.getUsername(),
                cluster.getPassword());
    }

    private RedisURI master(RedisSentinelConfiguration sentinel) {
        RedisURI.Builder master = tls(RedisURI.builder())
                .withSentinelMasterId(Objects.requireNonNull(
                        Objects.requireNonNull(sentinel.getMaster()).getName()))
                .withDatabase(sentinel.getDatabase());
        addresses(
                        sentinel.getSentinels(),
                        credentials -> credentials.createSentinelCredentialsProvider(sentinel),
                        sentinel.getSentinelUsername(),
                        sentinel.getSentinelPassword())
                .forEach(master::withSentinel);
        authenticate(
                master,
                credentials -> credentials.createCredentialsProvider(sentinel),
                sentinel.getUsername(),
                sentinel.getPassword());
        return master.build();
    }

    private List<RedisURI> addresses(
            Collection<RedisNode> nodes,
            Function<RedisCredentialsProviderFactory, @Nullable RedisCredentialsProvider> provider,
            @Nullable String username,
            RedisPassword password) {
        return nodes.stream()
                .map(node -> {
                    RedisURI.Builder address =
                            address(node.getRequiredHost(), node.getPortOr(RedisURI.DEFAULT_REDIS_PORT));
                    authenticate(address, provider, username, password);
                    return address.build();
                })
                .toList();
    }

    private RedisURI.Builder address(String host, int port) {
        return tls(RedisURI.builder()).withHost(host).withPort(port);
    }

    private RedisURI.Builder tls(RedisURI.Builder address) {
        return address.withSsl(client.isUseSsl())
                .withVerifyPeer(client.getVerifyMode())
                .withStartTls(client.isStartTls());
    }

    private void authenticate(
            RedisURI.Builder address,
            Function<RedisCredentialsProviderFactory, @Nullable RedisCredentialsProvider> provider,
            @Nullable String username,
            RedisPassword password) {
        RedisCredentialsProvider credentials =
                client.getRedisCredentialsProviderFactory().map(provider).orElse(null);
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
}
