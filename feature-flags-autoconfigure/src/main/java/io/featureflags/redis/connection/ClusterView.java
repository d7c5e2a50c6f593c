package io.featureflags.redis.connection;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The nodes of a cluster and their slots, as one of the nodes reported them. */
final class ClusterView {

    private final Partitions nodes;

    private ClusterView(Partitions nodes) {
        this.nodes = nodes;
    }

    /**
     * Reads the view from the first node that knows a master.
     *
     * @param client the client that opens the connection
     * @param seeds addresses of the nodes to try, in order
     * @return the view
     * @throws IllegalStateException if no node knows a master
     */
    static ClusterView of(RedisClient client, Collection<RedisURI> seeds) {
        RuntimeException last = null;
        for (RedisURI seed : seeds) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            try (StatefulRedisConnection<String, byte[]> connection = client.connect(TrackedConnection.CODEC, seed)) {
                ClusterView seen = parse(connection.sync().clusterNodes(), seed);
                if (!seen.masters().isEmpty()) {
                    return seen;
                }
                last = new IllegalStateException(seed + " knows no master of the cluster");
            } catch (RedisCommandExecutionException ex) {
                last = new ErrorReply(String.valueOf(ex.getMessage()));
            } catch (RedisException ex) {
                last = ex;
            }
        }
        throw new IllegalStateException("No node of the cluster answers", last);
    }

    /**
     * Parses the reply to CLUSTER NODES.
     *
     * @param reply the reply
     * @param source address of the node that sent it; user, password and TLS are the same for the other nodes
     * @return the view
     */
    static ClusterView parse(String reply, RedisURI source) {
        Partitions nodes = ClusterPartitionParser.parse(reply);
        for (RedisClusterNode node : nodes) {
            RedisURI address = node.getUri();
            if (address != null) {
                node.setUri(RedisURI.builder(source)
                        .withHost(address.getHost())
                        .withPort(address.getPort())
                        .build());
            } else if (node.is(NodeFlag.MYSELF)) { // A node learns its own address from other nodes only.
                node.setUri(source);
            }
        }
        return new ClusterView(nodes);
    }

    /** Returns the masters that own slots and are not marked as failed. */
    List<RedisClusterNode> masters() {
        return nodes.stream()
                .filter(node -> isMaster(node) && !node.is(NodeFlag.FAIL) && node.getUri() != null)
                .toList();
    }

    /** Returns whether a node is the master of any slot, failed or not. */
    boolean isMaster(String nodeId) {
        RedisClusterNode node = nodes.getPartitionByNodeId(nodeId);
        return node != null && isMaster(node);
    }

    /** Returns the id of the node that owns a key; null if there is none. */
    @Nullable
    String owner(String key) {
        RedisClusterNode owner = nodes.getPartitionBySlot(SlotHash.getSlot(key));
        return owner == null ? null : owner.getNodeId();
    }

    /** Returns the addresses of all nodes. */
    List<RedisURI> addresses() {
        return nodes.stream()
                .<@Nullable RedisURI>map(RedisClusterNode::getUri)
                .filter(Objects::nonNull)
                .<RedisURI>map(Objects::requireNonNull)
                .toList();
    }

    /** Returns the address of a node, or else a default. */
    RedisURI address(String nodeId, RedisURI otherwise) {
        RedisClusterNode node = nodes.getPartitionByNodeId(nodeId);
        RedisURI address = node == null ? null : node.getUri();
        return address == null ? otherwise : address;
    }

    boolean hasSameOwnersAs(ClusterView other) {
        List<RedisClusterNode> otherMasters = other.masters();
        return otherMasters.size() == masters().size()
                && masters().stream()
                        .allMatch(node -> otherMasters.stream()
                                .anyMatch(same ->
                                        same.getNodeId().equals(node.getNodeId()) && same.hasSameSlotsAs(node)));
    }

    /**
     * Returns whether the other view knows a later owner of slots. Nodes learn of it one after the other, so that a
     * later reply may be older.
     */
    boolean isOlderThan(ClusterView other) {
        return nodes.stream().filter(ClusterView::isMaster).anyMatch(node -> {
            RedisClusterNode later = other.nodes.getPartitionByNodeId(node.getNodeId());
            return later != null && isMaster(later) && node.getConfigEpoch() < later.getConfigEpoch();
        });
    }

    private static boolean isMaster(RedisClusterNode node) {
        return node.is(NodeFlag.UPSTREAM) && !node.hasNoSlots();
    }
}
