package io.featureflags.redis;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends each command to the node that has the key. Keys of several slots cannot be read by one command. */
final class ClusterCommands implements FlagCommands {

    private final Supplier<Partitions> partitions;

    private final Map<String, TrackedConnection> nodes;

    /**
     * Commands for the nodes of a cluster.
     *
     * @param partitions who has which slots
     * @param nodes the connections by the id of their node
     */
    ClusterCommands(Supplier<Partitions> partitions, Map<String, TrackedConnection> nodes) {
        this.partitions = partitions;
        this.nodes = nodes;
    }

    @Override
    public CompletableFuture<List<byte @Nullable []>> mget(List<String> keys) {
        return each(keys, this::get);
    }

    @Override
    public CompletableFuture<Long> exists(List<String> keys) {
        return each(keys, key -> send(key, node -> node.exists(List.of(key))))
                .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public CompletableFuture<Long> strlen(String key) {
        return send(key, node -> node.strlen(key));
    }

    @Override
    public CompletableFuture<byte @Nullable []> get(String key) {
        return send(key, node -> node.get(key));
    }

    private static <T extends @Nullable Object> CompletableFuture<List<T>> each(
            List<String> keys, Function<String, CompletableFuture<T>> command) {
        List<CompletableFuture<T>> answers = keys.stream().map(command).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        done -> answers.stream().<T>map(CompletableFuture::join).toList());
    }

    private <T extends @Nullable Object> CompletableFuture<T> send(
            String key, Function<TrackedConnection, CompletableFuture<T>> command) {
        RedisClusterNode owner = partitions.get().getPartitionBySlot(SlotHash.getSlot(key));
        TrackedConnection node = owner == null ? null : nodes.get(owner.getNodeId());
        if (node == null) {
            return CompletableFuture.failedFuture(new NodeAwayException("The node of " + key + " is not connected"));
        }
        return command.apply(node).exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            throw cause instanceof ErrorReply reply && isElsewhere(String.valueOf(reply.getMessage()))
                    ? new NodeAwayException(String.valueOf(reply.getMessage()))
                    : new CompletionException(cause);
        });
    }

    private static boolean isElsewhere(String error) {
        return error.startsWith("MOVED")
                || error.startsWith("ASK")
                || error.startsWith("TRYAGAIN")
                || error.startsWith("CLUSTERDOWN");
    }
}
