package io.featureflags.redis.connection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/** A connection of any driver. Every command waits for its reply, so that the returned futures are complete. */
public final class PolledConnection implements FlagCommands, AutoCloseable {

    private static final Pattern ERROR_CODE = Pattern.compile("[A-Z]{3,} ");

    private final DriverConnection connection;

    private final Runnable onClose;

    /** Whether a command had no reply: each further command would wait for the timeout, too. */
    private boolean broken;

    /**
     * Creates the connection.
     *
     * @param connection the connection of the driver
     * @param onClose the callback that closes the connection
     */
    public PolledConnection(DriverConnection connection, Runnable onClose) {
        this.connection = connection;
        this.onClose = onClose;
    }

    /**
     * Returns the connection of the driver, for commands other than those that read flags.
     *
     * @return the connection
     */
    public DriverConnection connection() {
        return connection;
    }

    /**
     * Checks that the server answers. An error is an answer, too. Does nothing in a cluster: the driver would
     * ping all nodes, and an unavailable replica does not matter.
     */
    public void ping() {
        if (connection.isCluster()) {
            return;
        }
        try {
            connection.ping();
        } catch (RuntimeException ex) {
            if (!isError(reply(ex))) {
                throw ex;
            }
        }
    }

    @Override
    public CompletableFuture<List<byte @Nullable []>> mget(List<String> keys) {
        return execute(() -> connection.mget(bytes(keys)));
    }

    @Override
    public CompletableFuture<Long> exists(List<String> keys) {
        return execute(() -> connection.exists(bytes(keys)));
    }

    @Override
    public CompletableFuture<Long> strlen(String key) {
        return execute(() -> connection.strlen(bytes(key)));
    }

    @Override
    public CompletableFuture<byte @Nullable []> get(String key) {
        return execute(() -> connection.get(bytes(key)));
    }

    @Override
    public CompletableFuture<List<Long>> pttl(List<String> keys) {
        return execute(() -> connection.pttl(bytes(keys)));
    }

    @Override
    public void close() {
        try {
            onClose.run();
        } catch (RuntimeException ex) {
            // The connection is not used any more.
        }
    }

    private <T extends @Nullable Object> CompletableFuture<T> execute(Supplier<T> command) {
        if (broken) {
            return CompletableFuture.failedFuture(new IllegalStateException("The connection is broken"));
        }
        try {
            return CompletableFuture.completedFuture(command.get());
        } catch (RuntimeException ex) {
            return CompletableFuture.failedFuture(failure(ex));
        }
    }

    /**
     * Distinguishes an error reply from a broken connection, for which drivers have no common exception. A PING
     * decides; in a cluster, the error code in capitals at the beginning of the message.
     */
    private RuntimeException failure(RuntimeException ex) {
        ErrorReply reply = reply(ex);
        if (connection.isCluster()) {
            broken = !isError(reply);
            return broken ? ex : reply;
        }
        try {
            ping();
            return reply;
        } catch (RuntimeException unanswered) {
            broken = true;
            return ex;
        }
    }

    private static boolean isError(ErrorReply reply) {
        return ERROR_CODE.matcher(String.valueOf(reply.getMessage())).lookingAt();
    }

    private static ErrorReply reply(RuntimeException ex) {
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
