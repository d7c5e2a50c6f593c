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
 * A cluster, with one connection to each master that owns slots. Each heartbeat reads the owners of the slots from one
 * master, in turn. A lost master affects its own flags only, until it or another owner of its slots is connected.
 */
final class TrackedCluster implements TrackedServers {

    private final RedisClient client;

    private final List<String> prefixes;

    private final TrackingListener listener;

    private final Runnable onClose;

    /** The connections by node id. */
    private final Map<String, TrackedConnection> connected = new ConcurrentHashMap<>();

    /** The ids of nodes that are being connected. */
    private final Set<String> connecting = ConcurrentHashMap.newKeySet();

    /** Nodes that were lost and reconnected since the last heartbeat. Once per heartbeat, or it might never end. */
    private final Set<String> reconnected = ConcurrentHashMap.newKeySet();

    private final ClusterCommands commands;

    private volatile ClusterView view;

    /** The reason why a node could not be connected. */
    private volatile @Nullable Throwable failure;

    private volatile boolean started;

    private volatile boolean closed;

    /** Counts heartbeats, and so selects the node that the owners of the slots are read from. */
    private int turn;

    private TrackedCluster(
            RedisClient client, ClusterView view, List<String> prefixes, TrackingListener listener, Runnable onClose) {
        this.client = client;
        this.view = view;
        this.prefixes = prefixes;
        this.listener = listener;
        this.onClose = onClose;
        this.commands = new ClusterCommands(this::view, connected, this::nodeLost);
    }

    /**
     * Connects to all masters.
     *
     * @param client the client that opens the connections
     * @param seeds addresses of nodes to discover the others from
     * @param prefixes prefixes of the keys whose changes are reported
     * @param limit longest wait for the masters; a slower master joins later
     * @param listener the listener that is notified of changes
     * @param onClose the callback that ends the client
     * @return the cluster
     * @throws TrackingRefusedException if a master answers but does not support client tracking
     * @throws RuntimeException if no master can be reached
     */
    static TrackedCluster connect(
            RedisClient client,
            Collection<RedisURI> seeds,
            List<String> prefixes,
            Duration limit,
            TrackingListener listener,
            Runnable onClose) {
        TrackedCluster servers = new TrackedCluster(client, ClusterView.of(client, seeds), prefixes, listener, onClose);
        try {
            servers.connectMissing().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException ex) {
            // The nodes that are connected so far decide.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        servers.started = true;
        if (servers.failure instanceof TrackingRefusedException refusal) {
            servers.close();
            throw refusal;
        }
        if (servers.connected.isEmpty()) {
            servers.close();
            throw new IllegalStateException("No master of the cluster answers", servers.failure);
        }
        return servers;
    }

    /** Returns the cluster as last seen. */
    ClusterView view() {
        return view;
    }

    @Override
    public FlagCommands commands() {
        return commands;
    }

    @Override
    public CompletableFuture<Void> ping() {
        reconnected.clear();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        List<Map.Entry<String, TrackedConnection>> nodes = List.copyOf(connected.entrySet());
        turn++;
        for (int i = 0; i < nodes.size(); i++) {
            String id = nodes.get(i).getKey();
            TrackedConnection node = nodes.get(i).getValue();
            CompletableFuture<?> answer = i == turn % nodes.size() ? refreshView(id, node) : node.ping();
            answers.add(answer.exceptionally(reason -> {
                nodeLost(id, node, reason);
                return null;
            }));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public CompletableFuture<Void> eval(String script, String key) {
        return commands.eval(script, key);
    }

    @Override
    public void close() {
        closed = true;
        connected.values().forEach(TrackedConnection::muteEvents);
        onClose.run();
    }

    private CompletableFuture<Void> refreshView(String id, TrackedConnection node) {
        RedisURI address = view.address(id, view.addresses().get(0));
        return node.clusterNodes().thenAccept(reply -> viewRead(ClusterView.parse(reply, address)));
    }

    private void viewRead(ClusterView seen) {
        ClusterView before = view;
        if (closed || seen.isOlderThan(before)) {
            return;
        }
        view = seen;
        connected.forEach((id, node) -> {
            if (!seen.isMaster(id) && connected.remove(id, node)) {
                node.close();
            }
        });
        var unused = connectMissing();
        if (!seen.hasSameOwnersAs(before)) {
            listener.serversChanged();
        }
    }

    /** Connects to the missing masters, each in the background, so that a hanging one does not delay the others. */
    private CompletableFuture<Void> connectMissing() {
        return CompletableFuture.allOf(view.masters().stream()
                .filter(node -> !connected.containsKey(node.getNodeId()) && connecting.add(node.getNodeId()))
                .map(this::connect)
                .toArray(CompletableFuture<?>[]::new));
    }

    private CompletableFuture<Void> connect(RedisClusterNode master) {
        String id = master.getNodeId();
        return CompletableFuture.completedFuture(master.getUri())
                .thenCompose(address -> client.connectAsync(TrackedConnection.CODEC, address))
                .thenCompose(connection -> TrackedConnection.enableTracking(connection, prefixes, listener(id))
                        .whenComplete((done, refusal) -> {
                            if (refusal != null && connection.isOpen()) { // The client stays open without it.
                                var unused = connection.closeAsync();
                            }
                        }))
                .handle((node, reason) -> {
                    connecting.remove(id);
                    if (reason == null) {
                        nodeConnected(id, node);
                    } else {
                        connectFailed(reason);
                    }
                    return null;
                });
    }

    private TrackingListener listener(String id) {
        return new ClusterNodeListener(listener, reason -> {
            TrackedConnection node = connected.get(id);
            if (node != null) {
                nodeLost(id, node, reason);
            }
        });
    }

    private void nodeConnected(String id, TrackedConnection node) {
        connected.put(id, node);
        if (closed) {
            node.close();
        } else if (!node.isOpen()) { // The server closed it before the node was registered.
            nodeLost(id, node, new IllegalStateException("The server closed the connection"));
        } else if (started) {
            listener.serversChanged();
        }
    }

    private void connectFailed(Throwable reason) {
        Throwable cause = reason;
        while (cause.getCause() != null && !(cause instanceof TrackingRefusedException)) {
            cause = cause.getCause();
        }
        if (!(failure instanceof TrackingRefusedException)) {
            failure = cause instanceof TrackingRefusedException ? cause : reason;
        }
        if (started && !closed && cause instanceof TrackingRefusedException) {
            listener.connectionLost(cause);
        }
    }

    private void nodeLost(String id, TrackedConnection node, Throwable reason) {
        if (!connected.remove(id, node)) {
            return;
        }
        node.close();
        if (connected.isEmpty()) {
            listener.connectionLost(reason);
        } else if (!closed) {
            listener.serversChanged();
            if (reconnected.add(id)) {
                var unused = connectMissing();
            }
        }
    }
}
