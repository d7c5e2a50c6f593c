package io.featureflags.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Connections on Lettuce. A class of its own, since an application may be on another driver. */
final class LettuceOwnConnections implements OwnConnections {

    private static final int THREADS = 2;

    /** How many attempts get more time: the first ones load the classes of the driver, which alone may take a second. */
    private static final int COLD_ATTEMPTS = 2;

    private static final int COLD_FACTOR = 4;

    private final Timer timer = new HashedWheelTimer(threads("timer"));

    private final LastingEventLoops eventLoops = new LastingEventLoops(THREADS, pool -> threads("io"));

    // Our own threads: a slow callback of the application must not delay a flag.
    private final ClientResources resources = DefaultClientResources.builder()
            .eventLoopGroupProvider(eventLoops)
            .computationThreadPoolSize(THREADS)
            .threadFactoryProvider(pool -> threads("io"))
            .timer(timer)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();

    private final RedisSettings settings;

    private final LettuceFactories factories;

    /** Where to connect to in turn; one null for where the example does. */
    private final List<? extends @Nullable RedisConfiguration> targets;

    private final @Nullable RedisSentinelConfiguration sentinel;

    private final Set<LettuceConnectionFactory> open = ConcurrentHashMap.newKeySet();

    private int attempts;

    private volatile boolean closed;

    LettuceOwnConnections(
            RedisConnectionFactory source,
            @Nullable RedisStaticMasterReplicaConfiguration masterReplica,
            RedisSettings settings) {
        LettuceConnectionFactory example = (LettuceConnectionFactory) source;
        this.settings = settings;
        this.factories = new LettuceFactories(example, settings, resources);
        // A replica tells of changes as well as the master does, and is read from while the master is away.
        this.targets = masterReplica == null ? Collections.singletonList(null) : masterReplica.getNodes();
        this.sentinel = example.getSentinelConfiguration();
    }

    static boolean supports(RedisConnectionFactory source) {
        return source instanceof LettuceConnectionFactory;
    }

    @Override
    public TrackedServers track(String keyPrefix, TrackedServers.Listener listener) {
        LettuceConnectionFactory factory = create(ProtocolVersion.RESP3);
        try {
            return connect(factory, keyPrefix, listener);
        } catch (RuntimeException ex) {
            destroy(factory);
            throw refused(ex);
        }
    }

    private TrackedServers connect(
            LettuceConnectionFactory factory, String keyPrefix, TrackedServers.Listener listener) {
        AbstractRedisClient client = factory.getRequiredNativeClient();
        Runnable onClose = () -> destroy(factory);
        if (client instanceof RedisClusterClient cluster) {
            return TrackedCluster.connect(cluster, keyPrefix, settings.timeout(), listener, onClose);
        }
        String master = sentinel == null
                ? null
                : Objects.requireNonNull(sentinel.getMaster()).getName();
        return TrackedServer.connect((RedisClient) client, keyPrefix, master, listener, onClose);
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
        LettuceConnectionFactory factory = create(null);
        try {
            return new PolledConnection(factory.getConnection(), () -> destroy(factory));
        } catch (RuntimeException ex) {
            destroy(factory);
            throw ex;
        }
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(this::destroy);
        timer.stop();
        // In the background; given no time, the threads would end without closing what is still connecting.
        var unusedLoops = eventLoops.shutdown(0, 1, TimeUnit.SECONDS);
        var unused = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }

    private LettuceConnectionFactory create(@Nullable ProtocolVersion protocol) {
        Duration limit = attempts < COLD_ATTEMPTS ? settings.timeout().multipliedBy(COLD_FACTOR) : settings.timeout();
        LettuceConnectionFactory factory = factories.create(targets.get(attempts % targets.size()), limit, protocol);
        attempts++;
        open.add(factory);
        if (closed) { // The closing was faster, and could not end what was not there.
            destroy(factory);
            throw new IllegalStateException("Stopped");
        }
        return factory;
    }

    private static ThreadFactory threads(String use) {
        return new DefaultThreadFactory("feature-flags-" + use, true);
    }

    private void destroy(LettuceConnectionFactory factory) {
        if (open.remove(factory)) {
            factory.destroy();
        }
    }
}
