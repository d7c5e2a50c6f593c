package io.featureflags.redis;

import io.lettuce.core.RedisClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One server, or the master that Sentinel names. */
final class TrackedServer implements TrackedServers {

    private final TrackedConnection connection;

    private final @Nullable SentinelWatch sentinel;

    private final Runnable onClose;

    private TrackedServer(TrackedConnection connection, @Nullable SentinelWatch sentinel, Runnable onClose) {
        this.connection = connection;
        this.sentinel = sentinel;
        this.onClose = onClose;
    }

    /**
     * Connects.
     *
     * @param client a client that connects nowhere else
     * @param keyPrefix what the keys of flags start with
     * @param sentinel tells whether the server is still the right one; null without Sentinel
     * @param listener is told of changes
     * @param onClose ends the client, and with it the connection: the driver warns of one that is closed twice
     * @throws RuntimeException if the server cannot be reached
     */
    static TrackedServer connect(
            RedisClient client,
            String keyPrefix,
            @Nullable SentinelWatch sentinel,
            Listener listener,
            Runnable onClose) {
        if (sentinel != null) {
            // Asked before the connection is made: a failover between the two is noticed by the next question.
            get(sentinel.ask());
        }
        TrackedConnection connection =
                get(TrackedConnection.arm(client.connect(TrackedConnection.CODEC), keyPrefix, listener));
        return new TrackedServer(connection, sentinel, onClose);
    }

    /** Waits so that a stop can end it. */
    private static <T extends @Nullable Object> T get(CompletableFuture<T> answer) {
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
        if (sentinel != null) {
            var unused = sentinel.ask();
        }
        return connection.ping().thenAccept(pong -> {});
    }

    @Override
    public void close() {
        if (sentinel != null) {
            sentinel.close();
        }
        connection.disregard();
        onClose.run();
    }
}
