package io.featureflags.redis.connection;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A single server with client tracking. */
final class TrackedServer implements TrackedServers {

    private final TrackedConnection connection;

    private final RoleWatch roles;

    private final Runnable onPing;

    private final Runnable onClose;

    private TrackedServer(TrackedConnection connection, RoleWatch roles, Runnable onPing, Runnable onClose) {
        this.connection = connection;
        this.roles = roles;
        this.onPing = onPing;
        this.onClose = onClose;
    }

    /**
     * Enables client tracking on a connection, and waits for it.
     *
     * @param connection the connection to the server
     * @param prefixes prefixes of the keys whose changes are reported
     * @param listener the listener that is notified of changes
     * @param roles notices a master that has become a replica
     * @param onPing the callback for each heartbeat, which must not block
     * @param onClose the callback that ends the client, and with it the connection
     * @return the server
     * @throws RuntimeException if the server does not answer, or does not support tracking
     */
    static TrackedServer enableTracking(
            StatefulRedisConnection<String, byte[]> connection,
            List<String> prefixes,
            TrackingListener listener,
            RoleWatch roles,
            Runnable onPing,
            Runnable onClose) {
        return new TrackedServer(
                await(TrackedConnection.enableTracking(connection, prefixes, listener)), roles, onPing, onClose);
    }

    /** Waits for a reply. An interrupt ends the wait, so that a stop is not delayed. */
    static <T extends @Nullable Object> T await(CompletableFuture<T> reply) {
        try {
            return reply.get();
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
        return connection.ping().thenAccept(roles::check);
    }

    @Override
    public CompletableFuture<Void> eval(String script, String key) {
        return connection.eval(script, key);
    }

    @Override
    public void close() {
        connection.muteEvents();
        onClose.run();
    }
}
