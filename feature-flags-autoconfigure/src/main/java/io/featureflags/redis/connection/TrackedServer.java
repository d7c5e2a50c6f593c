package io.featureflags.redis.connection;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One server. */
final class TrackedServer implements TrackedServers {

    private final TrackedConnection connection;

    private final Runnable onPing;

    private final Runnable onClose;

    private TrackedServer(TrackedConnection connection, Runnable onPing, Runnable onClose) {
        this.connection = connection;
        this.onPing = onPing;
        this.onClose = onClose;
    }

    /**
     * Makes a server tell of changes.
     *
     * @param connection a connection to the server
     * @param keyPrefix what the keys of flags start with
     * @param listener is told of changes
     * @param onPing is run with each heartbeat, and must not wait
     * @param onClose ends the client, and with it the connection
     * @throws RuntimeException if the server does not answer, or does not tell
     */
    static TrackedServer arm(
            StatefulRedisConnection<String, byte[]> connection,
            String keyPrefix,
            Listener listener,
            Runnable onPing,
            Runnable onClose) {
        return new TrackedServer(await(TrackedConnection.arm(connection, keyPrefix, listener)), onPing, onClose);
    }

    /** Waits so that a stop can end it. */
    static <T extends @Nullable Object> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException ex) {
            throw new CompletionException(ex.getCause());
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped", ex);
        }
    }

    @Override
    public FlagCommands commands() {
        return connection;
    }

    @Override
    public CompletableFuture<Void> ping() {
        onPing.run();
        return connection.ping().thenAccept(pong -> {});
    }

    @Override
    public void close() {
        connection.disregard();
        onClose.run();
    }
}
