package io.featureflags.redis;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A cluster: one connection to each master that has slots. Each heartbeat asks one of them who has which slots; a master
 * that is new, or that could not be reached before, is made to tell of changes, and all flags are read again.
 */
final class TrackedCluster implements TrackedServers {

    private final RedisClusterClient client;

    private final StatefulRedisClusterConnection<String, byte[]> cluster;

    private final String keyPrefix;

    private final Listener listener;

    private final Runnable onClose;

    /** The connections by the id of their node. */
    private final Map<String, TrackedConnection> armed = new ConcurrentHashMap<>();

    /** Nodes that are just being connected. */
    private final Set<String> arming = ConcurrentHashMap.newKeySet();

    private final ClusterCommands commands;

    /** The masters and their slots, as they were when all were last made to tell of changes. */
    private volatile List<RedisClusterNode> owners;

    private TrackedCluster(RedisClusterClient client, String keyPrefix, Listener listener, Runnable onClose) {
        this.client = client;
        this.keyPrefix = keyPrefix;
        this.listener = listener;
        this.onClose = onClose;
        this.cluster = client.connect(TrackedConnection.CODEC);
        this.commands = new ClusterCommands(client::getPartitions, armed);
        this.owners = masters(client.getPartitions());
    }

    /**
     * Connects to all masters.
     *
     * @param client a client that connects nowhere else
     * @param keyPrefix what the keys of flags start with
     * @param limit how long a master may take; one that takes longer is tried again with the heartbeat
     * @param listener is told of changes
     * @param onClose ends the client
     * @throws TrackingRefusedException if masters can be reached, but do not tell of changes
     * @throws RuntimeException if no master can be reached
     */
    static TrackedCluster connect(
            RedisClusterClient client, String keyPrefix, Duration limit, Listener listener, Runnable onClose) {
        TrackedCluster servers = new TrackedCluster(client, keyPrefix, listener, onClose);
        CompletableFuture<Void> armed = servers.arm();
        try {
            armed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException ex) {
            throw new CompletionException(ex.getCause());
        } catch (TimeoutException ex) {
            if (servers.armed.isEmpty()) {
                throw new IllegalStateException("No master of the cluster answers", ex);
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        return servers;
    }

    @Override
    public FlagCommands commands() {
        return commands;
    }

    @Override
    public CompletableFuture<Void> ping() {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        Iterator<TrackedConnection> nodes = armed.values().iterator();
        if (nodes.hasNext()) {
            answers.add(nodes.next().clusterNodes().thenAccept(this::checkOwners));
        }
        nodes.forEachRemaining(node -> answers.add(node.ping()));
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public void close() {
        armed.values().forEach(TrackedConnection::disregard);
        onClose.run();
    }

    /** In the background: a master that cannot be reached must not hold up the others. */
    private void checkOwners(String nodes) {
        List<RedisClusterNode> present = masters(ClusterPartitionParser.parse(nodes));
        boolean moved = !isSame(present, owners);
        if (moved || !isSame(present, masters(client.getPartitions())) || !isArmed(present)) {
            Set<String> before = Set.copyOf(armed.keySet());
            var unused = client.refreshPartitionsAsync()
                    .thenCompose(refreshed -> arm())
                    .thenRun(() -> {
                        owners = present;
                        if (moved || !before.containsAll(armed.keySet())) {
                            listener.rearmed();
                        }
                    });
        }
    }

    private boolean isArmed(List<RedisClusterNode> masters) {
        return masters.stream().map(RedisClusterNode::getNodeId).allMatch(armed::containsKey);
    }

    private static boolean isSame(List<RedisClusterNode> one, List<RedisClusterNode> other) {
        return one.size() == other.size()
                && one.stream()
                        .allMatch(node -> other.stream()
                                .anyMatch(same ->
                                        same.getNodeId().equals(node.getNodeId()) && same.hasSameSlotsAs(node)));
    }

    /** Connects to the masters that are not connected; completes exceptionally if there is none in the end. */
    private CompletableFuture<Void> arm() {
        List<CompletableFuture<Void>> attempts = masters(client.getPartitions()).stream()
                .map(RedisClusterNode::getNodeId)
                .filter(node -> !armed.containsKey(node) && arming.add(node))
                .map(this::arm)
                .toList();
        return CompletableFuture.allOf(attempts.toArray(CompletableFuture<?>[]::new))
                .handle((done, failure) -> {
                    if (armed.isEmpty()) {
                        throw new CompletionException(
                                failure == null ? new IllegalStateException("The cluster has no master") : failure);
                    }
                    return null;
                });
    }

    private CompletableFuture<Void> arm(String node) {
        return cluster.getConnectionAsync(node)
                .thenCompose(connection -> TrackedConnection.arm(connection, keyPrefix, listener)
                        .whenComplete((done, failure) -> {
                            if (failure != null && connection.isOpen()) { // The client lives on without it.
                                var unused = connection.closeAsync();
                            }
                        }))
                .thenAccept(connection -> armed.put(node, connection))
                .whenComplete((done, failure) -> arming.remove(node));
    }

    private static List<RedisClusterNode> masters(Partitions partitions) {
        return partitions.stream()
                .filter(node -> node.is(NodeFlag.UPSTREAM) && !node.is(NodeFlag.FAIL) && !node.hasNoSlots())
                .toList();
    }
}
