package io.featureflags.redis.connection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends each command to the cluster node that owns the key. One command cannot read keys of several slots. */
final class ClusterCommands implements FlagCommands {

    private final Supplier<ClusterView> view;

    private final Map<String, TrackedConnection> nodes;

    private final NodeFailureListener failureListener;

    /**
     * Creates the commands.
     *
     * @param view the owners of the slots, as last seen
     * @param nodes the connections by node id
     * @param failureListener the listener that is notified of a broken connection
     */
    ClusterCommands(
            Supplier<ClusterView> view, Map<String, TrackedConnection> nodes, NodeFailureListener failureListener) {
        this.view = view;
        this.nodes = nodes;
        this.failureListener = failureListener;
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

    @Override
    public CompletableFuture<List<Long>> pttl(List<String> keys) {
        return each(keys, key -> send(key, node -> node.pttl(List.of(key))).thenApply(times -> times.get(0)));
    }

    CompletableFuture<Void> eval(String script, String key) {
        return send(key, node -> node.eval(script, key));
    }

    private static <T extends @Nullable Object> CompletableFuture<List<T>> each(
            List<String> keys, Function<String, CompletableFuture<T>> command) {
        List<CompletableFuture<T>> replies = keys.stream().map(command).toList();
        return CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        done -> replies.stream().<T>map(CompletableFuture::join).toList());
    }

    private <T extends @Nullable Object> CompletableFuture<T> send(
            String key, Function<TrackedConnection, CompletableFuture<T>> command) {
        String owner = view.get().owner(key);
        TrackedConnection node = owner == null ? null : nodes.get(owner);
        if (owner == null || node == null) {
            return CompletableFuture.failedFuture(
                    new NodeUnavailableException("The cluster node of key " + key + " is not connected"));
        }
        return command.apply(node).exceptionally(failure -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (!(cause instanceof ErrorReply reply)) {
                failureListener.nodeFailed(owner, node, cause);
                throw new NodeUnavailableException(
                        "The cluster node of key " + key + " does not answer: " + cause.getMessage());
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

    /** Listener for broken connections to single nodes. */
    interface NodeFailureListener {

        /**
         * Handles a broken connection.
         *
         * @param id id of the node
         * @param connection the broken connection
         * @param reason the failure
         */
        void nodeFailed(String id, TrackedConnection connection, Throwable reason);
    }
}
