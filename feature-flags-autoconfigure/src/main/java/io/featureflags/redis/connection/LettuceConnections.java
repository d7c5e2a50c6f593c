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

/** Connections on Lettuce. A class of its own, since an application may be on another driver. */
final class LettuceConnections implements FlagConnections {

    /** How many attempts get more time, unless one succeeds: they load the driver, which alone may take a second. */
    private static final int COLD_ATTEMPTS = 2;

    private static final int COLD_FACTOR = 4;

    private final LettuceThreads threads;

    private final RedisSettings settings;

    private final LettuceFactories factories;

    /** Where to connect to, the first one that answers; one null for where the example does. */
    private final List<? extends @Nullable RedisConfiguration> targets;

    private final @Nullable RedisSentinelConfiguration sentinel;

    private final @Nullable RedisClusterConfiguration cluster;

    private final @Nullable RedisSocketConfiguration socket;

    /** The nodes of the cluster as they were last seen: those that are configured may all be gone one day. */
    private List<RedisURI> lastNodes = List.of();

    /** Which sentinel to ask first. */
    private final AtomicInteger firstSentinel = new AtomicInteger();

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
    public TrackedServers track(String keyPrefix, TrackedServers.Listener listener) {
        try {
            return trackOnce(keyPrefix, listener);
        } catch (RuntimeException ex) {
            if (!LettuceRefusal.isHangUp(ex)) {
                throw LettuceRefusal.in(ex);
            }
        }
        try { // It may have been killed in the middle of the handshake: only a second time is an answer.
            return trackOnce(keyPrefix, listener);
        } catch (RuntimeException ex) {
            throw LettuceRefusal.in(ex);
        }
    }

    private TrackedServers trackOnce(String keyPrefix, TrackedServers.Listener listener) {
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
            @Nullable RedisConfiguration target, String keyPrefix, TrackedServers.Listener listener) {
        LettuceConnectionFactory factory = clients.opened(factories.create(target, nextLimit(), ProtocolVersion.RESP3));
        return orEnd(factory, () -> {
            RedisClient client = (RedisClient) factory.getRequiredNativeClient();
            return TrackedServer.arm(
                    client.connect(TrackedConnection.CODEC), keyPrefix, listener, () -> {}, () -> clients.end(factory));
        });
    }

    private TrackedServers trackSocket(
            RedisSocketConfiguration configured, String keyPrefix, TrackedServers.Listener listener) {
        Duration limit = nextLimit();
        RedisClient client = clients.opened(factories.client(limit));
        return orEnd(
                client,
                () -> TrackedServer.arm(
                        client.connect(TrackedConnection.CODEC, factories.socket(configured, limit)),
                        keyPrefix,
                        listener,
                        () -> {},
                        () -> clients.end(client)));
    }

    private TrackedServers trackMaster(
            RedisSentinelConfiguration configured, String keyPrefix, TrackedServers.Listener listener) {
        Duration limit = nextLimit();
        RedisClient client = clients.opened(factories.client(limit));
        return orEnd(client, () -> {
            String name = Objects.requireNonNull(configured.getMaster()).getName();
            SentinelWatch watch = new SentinelWatch(
                    client, factories.sentinels(configured, limit), Objects.requireNonNull(name), firstSentinel);
            InetSocketAddress master = TrackedServer.await(watch.ask());
            return TrackedServer.arm(
                    client.connect(TrackedConnection.CODEC, factories.master(configured, master, limit)),
                    keyPrefix,
                    listener,
                    () -> watch.check(
                            master, () -> listener.failed(new IllegalStateException("Sentinel names another master"))),
                    () -> clients.end(client));
        });
    }

    private TrackedServers trackCluster(
            RedisClusterConfiguration configured, String keyPrefix, TrackedServers.Listener listener) {
        Duration limit = nextLimit();
        RedisClient client = clients.opened(factories.client(limit));
        return orEnd(client, () -> {
            Set<RedisURI> seeds = new LinkedHashSet<>(factories.clusterNodes(configured, limit));
            seeds.addAll(lastNodes);
            TrackedCluster servers = TrackedCluster.connect(
                    client, seeds, keyPrefix, settings.timeout(), listener, () -> clients.end(client));
            lastNodes = servers.view().addresses();
            return servers;
        });
    }

    /** Connects to the first target that answers. */
    private static <T> T onFirst(
            List<? extends @Nullable RedisConfiguration> targets,
            Function<@Nullable RedisConfiguration, T> connecting) {
        RuntimeException last = new IllegalStateException("Redis is configured to be nowhere");
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
            LettuceConnectionFactory factory = clients.opened(factories.create(target, nextLimit(), null));
            return orEnd(factory, () -> {
                PolledConnection connection = new PolledConnection(factory.getConnection(), () -> clients.end(factory));
                connection.ping(); // It connects with the first command only.
                return connection;
            });
        });
    }

    @Override
    public void close() {
        // Once: who came second would take the threads away from under the first, which then waits for ever.
        if (closed.compareAndSet(false, true)) {
            clients.close();
            threads.close();
        }
    }

    private Duration nextLimit() {
        return attempts++ < COLD_ATTEMPTS ? settings.timeout().multipliedBy(COLD_FACTOR) : settings.timeout();
    }

    private <T> T orEnd(Object opened, Supplier<T> connecting) {
        try {
            T connected = connecting.get();
            attempts = COLD_ATTEMPTS;
            return connected;
        } catch (RuntimeException ex) {
            clients.end(opened);
            throw ex;
        }
    }
}
