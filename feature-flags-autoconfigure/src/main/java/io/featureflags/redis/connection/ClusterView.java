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

/** The nodes of a cluster and their slots, as one of the nodes sees them. */
final class ClusterView {

    private final Partitions nodes;

    private ClusterView(Partitions nodes) {
        this.nodes = nodes;
    }

    /**
     * Asks nodes in turn, until one knows a master.
     *
     * @throws IllegalStateException if none does
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
     * Understands the answer to CLUSTER NODES.
     *
     * @param answer the answer
     * @param asked where the node was reached that gave it; the others are reached in the same way
     */
    static ClusterView parse(String answer, RedisURI asked) {
        Partitions nodes = ClusterPartitionParser.parse(answer);
        for (RedisClusterNode node : nodes) {
            RedisURI address = node.getUri();
            if (address != null) {
                node.setUri(RedisURI.builder(asked)
                        .withHost(address.getHost())
                        .withPort(address.getPort())
                        .build());
            } else if (node.is(NodeFlag.MYSELF)) { // It does not know its own address, before another node tells it.
                node.setUri(asked);
            }
        }
        return new ClusterView(nodes);
    }

    /** The masters that have slots and are not known to be dead. */
    List<RedisClusterNode> masters() {
        return nodes.stream()
                .filter(node -> isMaster(node) && !node.is(NodeFlag.FAIL) && node.getUri() != null)
                .toList();
    }

    /** Whether a node is the master of any slot, alive or not. */
    boolean isMaster(String nodeId) {
        RedisClusterNode node = nodes.getPartitionByNodeId(nodeId);
        return node != null && isMaster(node);
    }

    /** The id of the node that has a key; null if none has. */
    @Nullable
    String owner(String key) {
        RedisClusterNode owner = nodes.getPartitionBySlot(SlotHash.getSlot(key));
        return owner == null ? null : owner.getNodeId();
    }

    /** Where the nodes are reached. */
    List<RedisURI> addresses() {
        return nodes.stream()
                .<@Nullable RedisURI>map(RedisClusterNode::getUri)
                .filter(Objects::nonNull)
                .<RedisURI>map(Objects::requireNonNull)
                .toList();
    }

    /** Where a node is reached. */
    RedisURI address(String nodeId, RedisURI otherwise) {
        RedisClusterNode node = nodes.getPartitionByNodeId(nodeId);
        RedisURI address = node == null ? null : node.getUri();
        return address == null ? otherwise : address;
    }

    boolean hasSameOwnersAs(ClusterView other) {
        List<RedisClusterNode> theirs = other.masters();
        return theirs.size() == masters().size()
                && masters().stream()
                        .allMatch(node -> theirs.stream()
                                .anyMatch(same ->
                                        same.getNodeId().equals(node.getNodeId()) && same.hasSameSlotsAs(node)));
    }

    /** Whether a master has got slots since, of which this view does not know: nodes learn of it one after the other. */
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
