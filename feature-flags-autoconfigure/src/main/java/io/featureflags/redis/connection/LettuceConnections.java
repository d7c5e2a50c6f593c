package io.featureflags.redis.connection;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.protocol.ProtocolVersion;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Connections on Lettuce. A class of its own, since an application may use another driver. */
final class LettuceConnections implements FlagConnections {

    /** Number of attempts with more time, until one succeeds: they load the driver, which alone may take a second. */
    private static final int COLD_ATTEMPTS = 2;

    private static final int COLD_FACTOR = 4;

    private final LettuceThreads threads;

    private final RedisSettings settings;

    private final LettuceFactories factories;

    /** The servers, of which the first one that answers is used; a single null for the server of the example. */
    private final List<? extends @Nullable RedisConfiguration> targets;

    private final @Nullable RedisSentinelConfiguration sentinel;

    private final @Nullable RedisClusterConfiguration cluster;

    private final @Nullable RedisSocketConfiguration socket;

    /** The addresses of the cluster's nodes as last seen: all configured nodes may have been replaced since. */
    private List<RedisURI> lastNodes = List.of();

    /** Index of the sentinel to query first. */
    private final AtomicInteger firstSentinel = new AtomicInteger();

    private final RoleWatch roles = new RoleWatch();

    private final OpenClients clients = new OpenClients();

    private int attempts;

    private final AtomicBoolean closed = new AtomicBoolean();

    LettuceConnections(
            RedisConnectionFactory source,
            @Nullable RedisStaticMasterReplicaConfiguration masterReplica,
            RedisSettings settings) {
        LettuceConnectionFactory example = (LettuceConnectionFactory) source;
        this.settings = settings;
        this.sentinel = example.getSentinelConfiguration();
        this.cluster = example.getClusterConfiguration();
        this.socket = example.getSocketConfiguration();
        this.targets = LettuceTargets.of(example, masterReplica);
        this.threads = new LettuceThreads(
                example.getClientConfiguration().getClientResources().orElse(null));
        this.factories = new LettuceFactories(example, settings, threads.resources());
    }

    static boolean supports(RedisConnectionFactory source) {
        return source instanceof LettuceConnectionFactory;
    }

    @Override
    public TrackedServers track(String keyPrefix, TrackingListener listener) {
        try {
            return trackOnce(keyPrefix, listener);
        } catch (RuntimeException ex) {
            if (!LettuceErrors.isHandshakeAborted(ex)) {
                throw LettuceErrors.classify(ex);
            }
        }
        try { // The server may have stopped during the handshake: only a second failure is an answer.
            return trackOnce(keyPrefix, listener);
        } catch (RuntimeException ex) {
            throw LettuceErrors.classify(ex);
        }
    }

    private TrackedServers trackOnce(String keyPrefix, TrackingListener listener) {
        if (cluster != null) {
            return trackCluster(cluster, keyPrefix, listener);
        }
        if (sentinel != null) {
            return trackMaster(sentinel, keyPrefix, listener);
        }
        return socket != null
                ? trackSocket(socket, keyPrefix, listener)
                : onFirst(targets, target -> trackServer(target, keyPrefix, listener));
    }

    private TrackedServers trackServer(
            @Nullable RedisConfiguration target, String keyPrefix, TrackingListener listener) {
        LettuceConnectionFactory factory =
                clients.register(factories.create(target, nextLimit(), ProtocolVersion.RESP3));
        return orClose(factory, () -> {
            RedisClient client = (RedisClient) factory.getRequiredNativeClient();
            return TrackedServer.enableTracking(
                    client.connect(TrackedConnection.CODEC),
                    keyPrefix,
                    listener,
                    targets.size() == 1 ? roles : new RoleWatch(),
                    () -> {},
                    () -> clients.close(factory));
        });
    }

    private TrackedServers trackSocket(
            RedisSocketConfiguration configured, String keyPrefix, TrackingListener listener) {
        Duration limit = nextLimit();
        RedisClient client = clients.register(factories.client(limit));
        return orClose(
                client,
                () -> TrackedServer.enableTracking(
                        client.connect(TrackedConnection.CODEC, factories.socket(configured, limit)),
                        keyPrefix,
                        listener,
                        roles,
                        () -> {},
                        () -> clients.close(client)));
    }

    private TrackedServers trackMaster(
            RedisSentinelConfiguration configured, String keyPrefix, TrackingListener listener) {
        Duration limit = nextLimit();
        RedisClient client = clients.register(factories.client(limit));
        return orClose(client, () -> {
            String name = Objects.requireNonNull(configured.getMaster()).getName();
            SentinelWatch watch = new SentinelWatch(
                    client, factories.sentinels(configured, limit), Objects.requireNonNull(name), firstSentinel);
            InetSocketAddress master = TrackedServer.await(watch.findMaster());
            return TrackedServer.enableTracking(
                    client.connect(TrackedConnection.CODEC, factories.master(configured, master, limit)),
                    keyPrefix,
                    listener,
                    roles,
                    () -> watch.check(
                            master,
                            () -> listener.connectionLost(
                                    new IllegalStateException("Sentinel reports another master"))),
                    () -> clients.close(client));
        });
    }

    private TrackedServers trackCluster(
            RedisClusterConfiguration configured, String keyPrefix, TrackingListener listener) {
        Duration limit = nextLimit();
        RedisClient client = clients.register(factories.client(limit));
        return orClose(client, () -> {
            Set<RedisURI> seeds = new LinkedHashSet<>(factories.clusterNodes(configured, limit));
            seeds.addAll(lastNodes);
            TrackedCluster servers = TrackedCluster.connect(
                    client, seeds, keyPrefix, settings.timeout(), listener, () -> clients.close(client));
            lastNodes = servers.view().addresses();
            return servers;
        });
    }

    /** Connects to the first target that answers. */
    private static <T> T onFirst(
            List<? extends @Nullable RedisConfiguration> targets,
            Function<@Nullable RedisConfiguration, T> connecting) {
        RuntimeException last = new IllegalStateException("No Redis server is configured");
        for (RedisConfiguration target : targets) {
            try {
                return connecting.apply(target);
            } catch (RuntimeException ex) {
                last = ex;
            }
        }
        throw last;
    }

    @Override
    public PolledConnection open(int first) {
        List<@Nullable RedisConfiguration> rotated = new ArrayList<>(targets);
        Collections.rotate(rotated, -first);
        return onFirst(rotated, target -> {
            LettuceConnectionFactory factory = clients.register(factories.create(target, nextLimit(), null));
            return orClose(factory, () -> {
                PolledConnection connection =
                        new PolledConnection(factory.getConnection(), () -> clients.close(factory));
                connection.ping(); // The driver does not connect before the first command.
                return connection;
            });
        });
    }

    @Override
    public void close() {
        // Once: a second call would end the threads under the first, which would then wait for ever.
        if (closed.compareAndSet(false, true)) {
            clients.close();
            threads.close();
        }
    }

    private Duration nextLimit() {
        return attempts++ < COLD_ATTEMPTS ? settings.timeout().multipliedBy(COLD_FACTOR) : settings.timeout();
    }

    private <T> T orClose(Object opened, Supplier<T> connecting) {
        try {
            T connected = connecting.get();
            attempts = COLD_ATTEMPTS;
            return connected;
        } catch (RuntimeException ex) {
            clients.close(opened);
            throw ex;
        }
    }
}
