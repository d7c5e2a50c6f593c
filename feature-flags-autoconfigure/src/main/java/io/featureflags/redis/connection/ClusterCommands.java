package io.featureflags.redis.connection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends each command to the node that has the key. Keys of several slots cannot be read by one command. */
final class ClusterCommands implements FlagCommands {

    private final Supplier<ClusterView> view;

    private final Map<String, TrackedConnection> nodes;

    private final Lost lost;

    /**
     * Commands for the nodes of a cluster.
     *
     * @param view who has which slots
     * @param nodes the connections by the id of their node
     * @param lost is told of a connection that is broken
     */
    ClusterCommands(Supplier<ClusterView> view, Map<String, TrackedConnection> nodes, Lost lost) {
        this.view = view;
        this.nodes = nodes;
        this.lost = lost;
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
        String owner = view.get().owner(key);
        TrackedConnection node = owner == null ? null : nodes.get(owner);
        if (owner == null || node == null) {
            return CompletableFuture.failedFuture(
                    new NodeUnavailableException("The node of " + key + " is not connected"));
        }
        return command.apply(node).exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (!(cause instanceof ErrorReply reply)) {
                lost.node(owner, node, cause);
                throw new NodeUnavailableException("The node of " + key + " does not answer: " + cause.getMessage());
            }
            throw isElsewhere(String.valueOf(reply.getMessage()))
                    ? new NodeUnavailableException(String.valueOf(reply.getMessage()))
                    : new CompletionException(reply);
        });
    }

    private static boolean isElsewhere(String error) {
        return error.startsWith("MOVED")
                || error.startsWith("ASK")
                || error.startsWith("TRYAGAIN")
                || error.startsWith("CLUSTERDOWN");
    }

    /** Is told that a connection is broken. */
    interface Lost {

        void node(String id, TrackedConnection connection, Throwable reason);
    }
}
