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

/** What is connected by Lettuce, or just being connected, until it is ended by itself or together with all. */
final class OpenClients implements AutoCloseable {

    /** How long the end of connections is waited for. */
    private static final Duration END = Duration.ofMillis(50);

    private final Map<Object, Runnable> open = new ConcurrentHashMap<>();

    private final Map<RedisClient, CompletableFuture<Void>> ending = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** Keeps a factory; throws if all were closed by now. */
    LettuceConnectionFactory opened(LettuceConnectionFactory factory) {
        return opened(factory, factory::destroy);
    }

    /** Keeps a client; throws if all were closed by now. */
    RedisClient opened(RedisClient client) {
        // In the background: one that is just connecting to a server that hangs must not hold up the thread.
        return opened(client, () -> {
            CompletableFuture<Void> end = client.shutdownAsync(0, 0, TimeUnit.SECONDS);
            ending.put(client, end);
            var unused = end.whenComplete((ended, failure) -> ending.remove(client));
        });
    }

    private <T> T opened(T connecting, Runnable end) {
        open.put(connecting, end);
        if (closed) { // The closing was faster, and could not end what was not there.
            end(connecting);
            throw new IllegalStateException("Stopped");
        }
        return connecting;
    }

    /** Ends a factory or client with all its connections. */
    void end(Object opened) {
        Runnable end = open.remove(opened);
        if (end != null) {
            end.run();
        }
    }

    /** Ends all, and waits a moment: of an end without threads nobody can hear, which netty takes for an error. */
    @Override
    public void close() {
        closed = true;
        open.keySet().forEach(this::end);
        try {
            CompletableFuture.allOf(ending.values().toArray(CompletableFuture<?>[]::new))
                    .get(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException ex) {
            // What does not end by itself ends with the threads.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }
}
