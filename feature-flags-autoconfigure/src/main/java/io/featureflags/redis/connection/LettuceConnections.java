package io.featureflags.redis.connection;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Connections on Lettuce. A class of its own, since an application may use another driver. */
final class LettuceConnections implements FlagConnections {

    /** Number of attempts with more time, until one succeeds: they load the driver, which alone may take a second. */
    private static final int COLD_ATTEMPTS = 2;

    private static final int COLD_FACTOR = 4;

    private final LettuceSource source;

    private final LettuceThreads threads;

    private final RedisSettings settings;

    /** The addresses of the cluster's nodes as last seen: all configured nodes may have been replaced since. */
    private List<RedisURI> lastNodes = List.of();

    /** Index of the sentinel to query first. */
    private final AtomicInteger firstSentinel = new AtomicInteger();

    private final RoleWatch roles = new RoleWatch();

    private final OpenClients clients = new OpenClients();

    private int attempts;
    private final AtomicBoolean closed = new AtomicBoolean();

    LettuceConnections(LettuceSource source, RedisSettings settings) {
        this.source = source;
        this.settings = settings;
        this.threads = new LettuceThreads(source.resources());
    }

    @Override
    public TrackedServers track(List<String> prefixes, TrackingListener listener) {
        try {
            return trackOnce(prefixes, listener);
        } catch (RuntimeException ex) {
            if (!LettuceErrors.isHandshakeAborted(ex)) {
                throw LettuceErrors.classify(ex);
            }
        }
        try { // The server may have stopped during the handshake: only a second failure is an answer.
            return trackOnce(prefixes, listener);
        } catch (RuntimeException ex) {
            throw LettuceErrors.classify(ex);
        }
    }

    private TrackedServers trackOnce(List<String> prefixes, TrackingListener listener) {
        return source.cluster()
                ? trackCluster(prefixes, listener)
                : onFirst(
                        source.servers(),
                        server -> server.getSentinels().isEmpty()
                                ? trackServer(server, prefixes, listener)
                                : trackMaster(server, prefixes, listener));
    }

    private TrackedServers trackServer(RedisURI server, List<String> prefixes, TrackingListener listener) {
        Duration limit = nextLimit();
        RedisClient client = openForTracking(limit);
        return orClose(
                client,
                () -> TrackedServer.enableTracking(
                        client.connect(TrackedConnection.CODEC, named(server, limit)),
                        prefixes,
                        listener,
                        source.servers().size() == 1 ? roles : new RoleWatch(),
                        () -> {},
                        () -> clients.close(client)));
    }

    private TrackedServers trackMaster(RedisURI sentinels, List<String> prefixes, TrackingListener listener) {
        Duration limit = nextLimit();
        RedisClient client = openForTracking(limit);
        return orClose(client, () -> {
            SentinelWatch watch = watch(client, sentinels, limit);
            InetSocketAddress master = TrackedServer.await(watch.findMaster());
            return TrackedServer.enableTracking(
                    client.connect(TrackedConnection.CODEC, address(sentinels, master, limit)),
                    prefixes,
                    listener,
                    roles,
                    () -> watch.check(
                            master,
                            () -> listener.connectionLost(
                                    new IllegalStateException("Sentinel reports another master"))),
                    () -> clients.close(client));
        });
    }

    private TrackedServers trackCluster(List<String> prefixes, TrackingListener listener) {
        Duration limit = nextLimit();
        RedisClient client = openForTracking(limit);
        return orClose(client, () -> {
            TrackedCluster servers = TrackedCluster.connect(
                    client, nodes(limit), prefixes, settings.timeout(), listener, () -> clients.close(client));
            lastNodes = servers.view().addresses();
            return servers;
        });
    }

    @Override
    public PolledConnection open(int first) {
        if (source.cluster()) {
            return openCluster();
        }
        List<RedisURI> rotated = new ArrayList<>(source.servers());
        Collections.rotate(rotated, -first);
        return onFirst(rotated, this::openServer);
    }

    private PolledConnection openServer(RedisURI server) {
        Duration limit = nextLimit();
        RedisClient client = clients.register(RedisClient.create(threads.resources()));
        client.setOptions(source.options(limit, settings.timeout()).build());
        return orClose(client, () -> {
            RedisURI address = server.getSentinels().isEmpty() ? named(server, limit) : master(client, server, limit);
            PolledConnection connection = new PolledConnection(
                    new LettuceConnection(client.connect(ByteArrayCodec.INSTANCE, address), limit),
                    () -> clients.close(client));
            connection.ping(); // A server that hangs accepts connections, too.
            return connection;
        });
    }

    private RedisURI master(RedisClient client, RedisURI sentinels, Duration limit) {
        SentinelWatch watch = watch(client, sentinels, limit);
        try {
            return address(sentinels, TrackedServer.await(watch.findMaster()), limit);
        } finally {
            watch.drop();
        }
    }

    private PolledConnection openCluster() {
        Duration limit = nextLimit();
        RedisClusterClient client = clients.register(RedisClusterClient.create(threads.resources(), nodes(limit)));
        client.setOptions(ClusterClientOptions.builder(
                        source.options(limit, settings.timeout()).build())
                .build());
        return orClose(
                client,
                () -> new PolledConnection(
                        new LettuceConnection(client.connect(ByteArrayCodec.INSTANCE), limit),
                        () -> clients.close(client)));
    }

    /** Connects to the first server that answers. */
    private static <T> T onFirst(List<RedisURI> servers, Function<RedisURI, T> connecting) {
        RuntimeException last = new IllegalStateException("No Redis server is configured");
        for (RedisURI server : servers) {
            try {
                return connecting.apply(server);
            } catch (RuntimeException ex) {
                last = ex;
            }
        }
        throw last;
    }

    /** Opens a client that requires RESP3, and does not connect yet. Each connection has its own address. */
    private RedisClient openForTracking(Duration limit) {
        RedisClient client = clients.register(RedisClient.create(threads.resources()));
        client.setOptions(source.options(limit, settings.timeout())
                .protocolVersion(ProtocolVersion.RESP3)
                .build());
        return client;
    }

    private SentinelWatch watch(RedisClient client, RedisURI sentinels, Duration limit) {
        List<RedisURI> addresses = sentinels.getSentinels().stream()
                .map(address -> named(address, limit))
                .toList();
        return new SentinelWatch(client, addresses, sentinels.getSentinelMasterId(), firstSentinel);
    }

    private Set<RedisURI> nodes(Duration limit) {
        Set<RedisURI> nodes = new LinkedHashSet<>();
        source.servers().forEach(node -> nodes.add(named(node, limit)));
        nodes.addAll(lastNodes);
        return nodes;
    }

    /** Returns the address of the current master. Its credentials are those of the address with the sentinels. */
    private RedisURI address(RedisURI sentinels, InetSocketAddress master, Duration limit) {
        return copy(sentinels, limit)
                .withHost(master.getHostString())
                .withPort(master.getPort())
                .build();
    }

    private RedisURI named(RedisURI address, Duration limit) {
        return copy(address, limit).build();
    }

    /** Copies an address, with the name of the connection and the longest duration of its handshake. */
    private RedisURI.Builder copy(RedisURI address, Duration limit) {
        return RedisURI.builder(address).withClientName(settings.clientName()).withTimeout(limit);
    }

    @Override
    public void close() {
        // Once: a second call would end the threads under the first, which would then wait for ever.
        if (closed.compareAndSet(false, true)) {
            try {
                clients.close();
            } finally {
                threads.close();
            }
        }
    }

    private Duration nextLimit() {
        return attempts++ < COLD_ATTEMPTS ? settings.timeout().multipliedBy(COLD_FACTOR) : settings.timeout();
    }

    private <T> T orClose(AbstractRedisClient client, Supplier<T> connecting) {
        try {
            T connected = connecting.get();
            attempts = COLD_ATTEMPTS;
            return connected;
        } catch (RuntimeException ex) {
            clients.close(client);
            throw ex;
        }
    }
}
