package io.featureflags.redis;

import io.lettuce.core.RedisClient;
import java.util.concurrent.CompletableFuture;
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
     * @param master the name of the master at Sentinel; null without Sentinel
     * @param listener is told of changes
     * @param onClose ends the client, and with it the connection: the driver warns of one that is closed twice
     * @throws RuntimeException if the server cannot be reached
     */
    static TrackedServer connect(
            RedisClient client, String keyPrefix, @Nullable String master, Listener listener, Runnable onClose) {
        // Asked before the connection is made: a failover between the two is noticed by the next question.
        SentinelWatch sentinel = master == null ? null : SentinelWatch.ask(client, master);
        TrackedConnection connection = TrackedConnection.arm(
                        client.connect(TrackedConnection.CODEC), keyPrefix, listener)
                .join();
        if (sentinel != null) {
            sentinel.start(() -> listener.failed(new IllegalStateException("Sentinel names another master")));
        }
        return new TrackedServer(connection, sentinel, onClose);
    }

    @Override
    public FlagCommands commands() {
        return connection;
    }

    @Override
    public CompletableFuture<Void> ping() {
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
