package io.featureflags.redis.connection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnection;

/** A connection of any driver. Every command waits for its answer, so that what is returned is complete. */
public final class PolledConnection implements FlagCommands, AutoCloseable {

    private static final Pattern ANSWER = Pattern.compile("[A-Z]{3,} ");

    private final RedisConnection connection;

    private final Runnable closing;

    /** Whether it did not answer once: each further command would wait for its answer, too. */
    private boolean broken;

    /**
     * Takes over a connection.
     *
     * @param connection the connection
     * @param closing closes the connection
     */
    public PolledConnection(RedisConnection connection, Runnable closing) {
        this.connection = connection;
        this.closing = closing;
    }

    /** The connection itself, for commands that are none of following flags. */
    public RedisConnection connection() {
        return connection;
    }

    /**
     * Asks for a sign of life; an answer that says no is one, too. Not in a cluster: the driver asks all nodes for it, and a
     * replica that is away does not matter.
     */
    public void ping() {
        if (connection instanceof RedisClusterConnection) {
            return;
        }
        try {
            connection.ping();
        } catch (DataAccessException ex) {
            if (!reply(ex).isForbidden()) {
                throw ex;
            }
        }
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
        if (broken) {
            return CompletableFuture.failedFuture(new IllegalStateException("The connection is broken"));
        }
        try {
            return CompletableFuture.completedFuture(command.get());
        } catch (DataAccessException ex) {
            return CompletableFuture.failedFuture(failure(ex));
        }
    }

    /**
     * Drivers have no common word for an error that the server has answered with: a PING tells, or in a cluster the word in
     * capitals that such an answer begins with.
     */
    private RuntimeException failure(DataAccessException ex) {
        ErrorReply reply = reply(ex);
        if (connection instanceof RedisClusterConnection) {
            broken = !ANSWER.matcher(String.valueOf(reply.getMessage())).lookingAt();
            return broken ? ex : reply;
        }
        try {
            ping();
            return reply;
        } catch (DataAccessException unanswered) {
            broken = true;
            return ex;
        }
    }

    private static ErrorReply reply(DataAccessException ex) {
        return new ErrorReply(
                String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage()));
    }

    private static byte[][] bytes(List<String> keys) {
        return keys.stream().map(PolledConnection::bytes).toArray(byte[][]::new);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
