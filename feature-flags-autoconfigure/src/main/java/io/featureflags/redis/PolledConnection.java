package io.featureflags.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;

/** A connection of any driver. Every command waits for its answer, so that what is returned is complete. */
final class PolledConnection implements FlagCommands, AutoCloseable {

    private final RedisConnection connection;

    private final Runnable closing;

    /**
     * Takes over a connection.
     *
     * @param connection the connection
     * @param closing closes the connection
     */
    PolledConnection(RedisConnection connection, Runnable closing) {
        this.connection = connection;
        this.closing = closing;
    }

    void ping() {
        connection.ping();
    }

    @Override
    public CompletableFuture<List<byte @Nullable []>> mget(List<String> keys) {
        return ask(() -> Objects.requireNonNull(connection.stringCommands().mGet(bytes(keys))));
    }

    @Override
    public CompletableFuture<Long> exists(List<String> keys) {
        return ask(() -> Objects.requireNonNull(connection.keyCommands().exists(bytes(keys))));
    }

    @Override
    public CompletableFuture<Long> strlen(String key) {
        return ask(() -> Objects.requireNonNull(connection.stringCommands().strLen(bytes(key))));
    }

    @Override
    public CompletableFuture<byte @Nullable []> get(String key) {
        return ask(() -> connection.stringCommands().get(bytes(key)));
    }

    @Override
    public void close() {
        try {
            closing.run();
        } catch (RuntimeException ex) {
            // It is of no use any more, which is why it is closed.
        }
    }

    private <T extends @Nullable Object> CompletableFuture<T> ask(Supplier<T> command) {
        try {
            return CompletableFuture.completedFuture(command.get());
        } catch (DataAccessException ex) {
            return CompletableFuture.failedFuture(failure(ex));
        }
    }

    /** Drivers have no common word for an error that the server has answered with; a PING tells. */
    private RuntimeException failure(DataAccessException ex) {
        try {
            connection.ping();
            return new ErrorReply(
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()));
        } catch (DataAccessException broken) {
            return ex;
        }
    }

    private static byte[][] bytes(List<String> keys) {
        return keys.stream().map(PolledConnection::bytes).toArray(byte[][]::new);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
