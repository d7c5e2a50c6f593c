package io.featureflags.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Connections on Lettuce. A class of its own, since an application may be on another driver. */
final class LettuceOwnConnections implements OwnConnections {

    /** How many attempts get more time: the first ones load the classes of the driver, which alone may take a second. */
    private static final int COLD_ATTEMPTS = 2;

    private static final int COLD_FACTOR = 4;

    private final OwnThreads threads;

    private final RedisSettings settings;

    private final LettuceFactories factories;

    /** Where to connect to, the first one that answers; one null for where the example does. */
    private final List<? extends @Nullable RedisConfiguration> targets;

    private final @Nullable RedisSentinelConfiguration sentinel;

    private final @Nullable RedisClusterConfiguration cluster;

    /** The nodes of the cluster as they were last seen: those that are configured may all be gone one day. */
    private List<RedisURI> lastNodes = List.of();

    /** What is open, and how it is ended. */
    private final Map<Object, Runnable> open = new ConcurrentHashMap<>();

    private int attempts;

    private final AtomicBoolean closed = new AtomicBoolean();

    LettuceOwnConnections(
            RedisConnectionFactory source,
            @Nullable RedisStaticMasterReplicaConfiguration masterReplica,
            RedisSettings settings) {
        LettuceConnectionFactory example = (LettuceConnectionFactory) source;
        this.settings = settings;
        this.sentinel = example.getSentinelConfiguration();
        this.cluster = example.getClusterConfiguration();
        // A replica tells of changes as well as the master does, and is read from while the master is away.
        this.targets = masterReplica == null || !mayHaveReplicas(example)
                ? Collections.singletonList(null)
                : masterReplica.getNodes();
        this.threads = new OwnThreads(
                example.getClientConfiguration().getClientResources().orElse(null));
        this.factories = new LettuceFactories(example, settings, threads.resources());
    }

    /** A factory for a static master with replicas has no other configuration; one that has is for another Redis. */
    private static boolean mayHaveReplicas(LettuceConnectionFactory example) {
        return example.getClusterConfiguration() == null
                && example.getSentinelConfiguration() == null
                && example.getSocketConfiguration() == null
                && example.getStandaloneConfiguration().equals(new RedisStandaloneConfiguration());
    }

    static boolean supports(RedisConnectionFactory source) {
        return source instanceof LettuceConnectionFactory;
    }

    @Override
    public TrackedServers track(String keyPrefix, TrackedServers.Listener listener) {
        try {
            return cluster == null
                    ? onFirst(target -> trackServer(target, keyPrefix, listener))
                    : trackCluster(cluster, keyPrefix, listener);
        } catch (RuntimeException ex) {
            throw refused(ex);
        }
    }

    private TrackedServers trackServer(
            @Nullable RedisConfiguration target, String keyPrefix, TrackedServers.Listener listener) {
        Duration limit = nextLimit();
        LettuceConnectionFactory factory = opened(factories.create(target, limit, ProtocolVersion.RESP3));
        try {
            RedisClient client = (RedisClient) factory.getRequiredNativeClient();
            SentinelWatch watch = sentinel == null
                    ? null
                    : new SentinelWatch(
                            client,
                            factories.sentinels(sentinel, limit),
                            () -> listener.failed(new IllegalStateException("Sentinel names another master")));
            return TrackedServer.connect(client, keyPrefix, watch, listener, () -> end(factory));
        } catch (RuntimeException ex) {
            end(factory);
            throw ex;
        }
    }

    private TrackedServers trackCluster(
            RedisClusterConfiguration configured, String keyPrefix, TrackedServers.Listener listener) {
        Duration limit = nextLimit();
        RedisClient client = opened(factories.client(limit));
        try {
            Set<RedisURI> seeds = new LinkedHashSet<>(factories.clusterNodes(configured, limit));
            seeds.addAll(lastNodes);
            TrackedCluster servers =
                    TrackedCluster.connect(client, seeds, keyPrefix, settings.timeout(), listener, () -> end(client));
            lastNodes = servers.view().addresses();
            return servers;
        } catch (RuntimeException ex) {
            end(client);
            throw ex;
        }
    }

    /** Connects to the first target that answers. */
    private <T> T onFirst(Function<@Nullable RedisConfiguration, T> connecting) {
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

    /** An error as the answer to the handshake, or no answer but a hang-up, may be about the protocol. */
    private static RuntimeException refused(RuntimeException failure) {
        List<Throwable> causes = Stream.<@Nullable Throwable>iterate(
                        failure, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
                .<Throwable>map(Objects::requireNonNull)
                .toList();
        for (Throwable cause : causes) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof TrackingRefusedException refusal) {
                return refusal;
            }
            if (cause instanceof RedisCommandExecutionException && !message.matches("(WRONGPASS|NOAUTH|LOADING).*")) {
                return new TrackingRefusedException("Redis says " + message, failure);
            }
            if (message.contains("closed prematurely")) {
                return new TrackingRefusedException("the server hangs up on the protocol RESP3", failure);
            }
        }
        return failure;
    }

    @Override
    public PolledConnection open() {
        return onFirst(target -> {
            LettuceConnectionFactory factory = opened(factories.create(target, nextLimit(), null));
            try {
                return new PolledConnection(factory.getConnection(), () -> end(factory));
            } catch (RuntimeException ex) {
                end(factory);
                throw ex;
            }
        });
    }

    @Override
    public void close() {
        // Once: who came second would take the threads away from under the first, which then waits for ever.
        if (closed.compareAndSet(false, true)) {
            try {
                open.keySet().forEach(this::end);
            } finally {
                threads.close();
            }
        }
    }

    private Duration nextLimit() {
        return attempts++ < COLD_ATTEMPTS ? settings.timeout().multipliedBy(COLD_FACTOR) : settings.timeout();
    }

    private LettuceConnectionFactory opened(LettuceConnectionFactory factory) {
        return opened(factory, factory::destroy);
    }

    private RedisClient opened(RedisClient client) {
        return opened(client, () -> {
            var unused = client.shutdownAsync(0, 0, TimeUnit.SECONDS);
        });
    }

    private <T> T opened(T connecting, Runnable ending) {
        open.put(connecting, ending);
        if (closed.get()) { // The closing was faster, and could not end what was not there.
            end(connecting);
            throw new IllegalStateException("Stopped");
        }
        return connecting;
    }

    private void end(Object opened) {
        Runnable ending = open.remove(opened);
        if (ending != null) {
            ending.run();
        }
    }
}
