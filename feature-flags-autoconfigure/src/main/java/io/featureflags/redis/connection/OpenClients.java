package io.featureflags.redis.connection;

import io.lettuce.core.AbstractRedisClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The Lettuce clients that are open or connecting. Each is closed on its own or together with all others. */
final class OpenClients implements AutoCloseable {

    /** Longest wait for connections to close. */
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(50);

    private final Set<AbstractRedisClient> open = ConcurrentHashMap.newKeySet();

    private final Map<AbstractRedisClient, CompletableFuture<Void>> closing = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /**
     * Registers a client that is about to connect.
     *
     * @return the client
     * @throws IllegalStateException if all clients were closed already
     */
    <T extends AbstractRedisClient> T register(T client) {
        open.add(client);
        if (closed) { // close() ran before this client was registered, and could not close it.
            close(client);
            throw new IllegalStateException("Stopped");
        }
        return client;
    }

    /** Closes a client with all its connections. */
    void close(AbstractRedisClient client) {
        if (open.remove(client)) {
            // In the background: a client that is connecting to a hanging server must not block the thread.
            CompletableFuture<Void> end = client.shutdownAsync(0, 0, TimeUnit.SECONDS);
            closing.put(client, end);
            var unused = end.whenComplete((ended, failure) -> closing.remove(client));
        }
    }

    /** Closes all, and waits briefly: netty logs an error if its threads end before a connection does. */
    @Override
    public void close() {
        closed = true;
        open.forEach(this::close);
        try {
            CompletableFuture.allOf(closing.values().toArray(CompletableFuture<?>[]::new))
                    .get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException ex) {
            // Connections that are still open end with the threads.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
