package io.featureflags.redis.connection;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A cluster: one connection to each master that has slots. Each heartbeat asks one of them, in turn, who has which slots.
 * A master that is lost takes along its own flags only, until it is connected again or another one has its slots.
 */
final class TrackedCluster implements TrackedServers {

    private final RedisClient client;

    private final String keyPrefix;

    private final Listener listener;

    private final Runnable onClose;

    /** The connections by the id of their node. */
    private final Map<String, TrackedConnection> armed = new ConcurrentHashMap<>();

    /** Nodes that are just being connected. */
    private final Set<String> arming = ConcurrentHashMap.newKeySet();

    /** Nodes that were lost since the last heartbeat, and connected anew at once; not twice, lest it never ends. */
    private final Set<String> retried = ConcurrentHashMap.newKeySet();

    private final ClusterCommands commands;

    private volatile ClusterView view;

    /** Why a node could not be connected. */
    private volatile @Nullable Throwable failure;

    private volatile boolean begun;

    private volatile boolean closed;

    /** Which node is asked about the cluster next. */
    private int turn;

    private TrackedCluster(
            RedisClient client, ClusterView view, String keyPrefix, Listener listener, Runnable onClose) {
        this.client = client;
        this.view = view;
        this.keyPrefix = keyPrefix;
        this.listener = listener;
        this.onClose = onClose;
        this.commands = new ClusterCommands(this::view, armed, this::lost);
    }

    /**
     * Connects to all masters.
     *
     * @param client makes the connections
     * @param seeds nodes to ask for all others
     * @param keyPrefix what the keys of flags start with
     * @param limit how long a master may take; one that takes longer joins later
     * @param listener is told of changes
     * @param onClose ends the client
     * @throws TrackingRefusedException if a master can be reached, but does not tell of changes
     * @throws RuntimeException if no master can be reached
     */
    static TrackedCluster connect(
            RedisClient client,
            Collection<RedisURI> seeds,
            String keyPrefix,
            Duration limit,
            Listener listener,
            Runnable onClose) {
        TrackedCluster servers =
                new TrackedCluster(client, ClusterView.of(client, seeds), keyPrefix, listener, onClose);
        try {
            servers.armMissing().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException ex) {
            // What is connected by now decides.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        servers.begun = true;
        if (servers.failure instanceof TrackingRefusedException refusal) {
            servers.close();
            throw refusal;
        }
        if (servers.armed.isEmpty()) {
            servers.close();
            throw new IllegalStateException("No master of the cluster answers", servers.failure);
        }
        return servers;
    }

    /** The cluster as it was last seen. */
    ClusterView view() {
        return view;
    }

    @Override
    public FlagCommands commands() {
        return commands;
    }

    @Override
    public CompletableFuture<Void> ping() {
        retried.clear();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        List<Map.Entry<String, TrackedConnection>> nodes = List.copyOf(armed.entrySet());
        turn++;
        for (int i = 0; i < nodes.size(); i++) {
            String id = nodes.get(i).getKey();
            TrackedConnection node = nodes.get(i).getValue();
            CompletableFuture<?> answer = i == turn % nodes.size() ? lookAround(id, node) : node.ping();
            answers.add(answer.exceptionally(reason -> {
                lost(id, node, reason);
                return null;
            }));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public void close() {
        closed = true;
        armed.values().forEach(TrackedConnection::disregard);
        onClose.run();
    }

    private CompletableFuture<Void> lookAround(String id, TrackedConnection node) {
        RedisURI address = view.address(id, view.addresses().get(0));
        return node.clusterNodes().thenAccept(answer -> see(ClusterView.parse(answer, address)));
    }

    private void see(ClusterView seen) {
        ClusterView before = view;
        if (closed || seen.isOlderThan(before)) {
            return;
        }
        view = seen;
        armed.forEach((id, node) -> {
            if (!seen.isMaster(id) && armed.remove(id, node)) {
                node.close();
            }
        });
        var unused = armMissing();
        if (!seen.hasSameOwnersAs(before)) {
            listener.serversChanged();
        }
    }

    /** Connects to the masters that are not connected, each in the background: one that hangs holds up no other. */
    private CompletableFuture<Void> armMissing() {
        return CompletableFuture.allOf(view.masters().stream()
                .filter(node -> !armed.containsKey(node.getNodeId()) && arming.add(node.getNodeId()))
                .map(this::arm)
                .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> arm(RedisClusterNode master) {
        String id = master.getNodeId();
        return CompletableFuture.completedFuture(master.getUri())
                .thenCompose(address -> client.connectAsync(TrackedConnection.CODEC, address))
                .thenCompose(connection -> TrackedConnection.arm(connection, keyPrefix, listener(id))
                        .whenComplete((done, refusal) -> {
                            if (refusal != null && connection.isOpen()) { // The client lives on without it.
                                var unused = connection.closeAsync();
                            }
                        }))
                .handle((node, reason) -> {
                    arming.remove(id);
                    if (reason == null) {
                        joined(id, node);
                    } else {
                        refused(reason);
                    }
                    return null;
                });
    }

    private Listener listener(String id) {
        return new ClusterNodeListener(listener, reason -> {
            TrackedConnection node = armed.get(id);
            if (node != null) {
                lost(id, node, reason);
            }
        });
    }

    private void joined(String id, TrackedConnection node) {
        armed.put(id, node);
        if (closed) {
            node.close();
        } else if (!node.isOpen()) { // It went before anybody could have noticed.
            lost(id, node, new IllegalStateException("The connection was closed by the server"));
        } else if (begun) {
            listener.serversChanged();
        }
    }

    private void refused(Throwable reason) {
        Throwable cause = reason;
        while (cause.getCause() != null && !(cause instanceof TrackingRefusedException)) {
            cause = cause.getCause();
        }
        if (!(failure instanceof TrackingRefusedException)) {
            failure = cause instanceof TrackingRefusedException ? cause : reason;
        }
        if (begun && !closed && cause instanceof TrackingRefusedException) {
            listener.failed(cause);
        }
    }

    private void lost(String id, TrackedConnection node, Throwable reason) {
        if (!armed.remove(id, node)) {
            return;
        }
        node.close();
        if (armed.isEmpty()) {
            listener.failed(reason);
        } else if (!closed) {
            listener.serversChanged();
            if (retried.add(id)) {
                var unused = armMissing();
            }
        }
    }
}
