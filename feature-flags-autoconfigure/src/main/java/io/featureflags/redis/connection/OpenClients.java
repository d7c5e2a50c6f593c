package io.featureflags.redis.connection;

import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The Lettuce clients and factories that are open or connecting. Each is closed on its own or together with all others.
 */
final class OpenClients implements AutoCloseable {

    /** Longest wait for connections to close. */
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(50);

    private final Map<Object, Runnable> open = new ConcurrentHashMap<>();

    private final Map<RedisClient, CompletableFuture<Void>> closing = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /**
     * Registers a factory.
     *
     * @return the factory
     * @throws IllegalStateException if all clients were closed already
     */
    LettuceConnectionFactory register(LettuceConnectionFactory factory) {
        return register(factory, factory::destroy);
    }

    /**
     * Registers a client.
     *
     * @return the client
     * @throws IllegalStateException if all clients were closed already
     */
    RedisClient register(RedisClient client) {
        // In the background: a client that is connecting to a hanging server must not block the thread.
        return register(client, () -> {
            CompletableFuture<Void> end = client.shutdownAsync(0, 0, TimeUnit.SECONDS);
            closing.put(client, end);
            var unused = end.whenComplete((ended, failure) -> closing.remove(client));
        });
    }

    private <T> T register(T connecting, Runnable onClose) {
        open.put(connecting, onClose);
        if (closed) { // close() ran before this client was registered, and could not close it.
            close(connecting);
            throw new IllegalStateException("Stopped");
        }
        return connecting;
    }

    /** Closes a factory or client with all its connections. */
    void close(Object opened) {
        Runnable onClose = open.remove(opened);
        if (onClose != null) {
            onClose.run();
        }
    }

    /** Closes all, and waits briefly: netty logs an error if its threads end before a connection does. */
    @Override
    public void close() {
        closed = true;
        open.keySet().forEach(this::close);
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
