package io.featureflags.redis.connection;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ObjectOutput;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A connection to one server that tells of every change of a flag, and on which flags are read. */
final class TrackedConnection implements FlagCommands, PushListener, RedisConnectionStateListener {

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** The protocol in which a server can speak without being asked. */
    private static final Long RESP3 = 3L;

    private final StatefulRedisConnection<String, byte[]> connection;

    private final TrackedServers.Listener listener;

    private volatile boolean disregarded;

    private TrackedConnection(StatefulRedisConnection<String, byte[]> connection, TrackedServers.Listener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    /**
     * Makes a server tell of changes on a connection.
     *
     * @return completes when it does; exceptionally with a {@link TrackingRefusedException} if it never will
     */
    static CompletableFuture<TrackedConnection> arm(
            StatefulRedisConnection<String, byte[]> connection, String keyPrefix, TrackedServers.Listener listener) {
        TrackedConnection armed = new TrackedConnection(connection, listener);
        // Listens first: what is told from the first moment on must not get lost.
        connection.addListener((PushListener) armed);
        connection.addListener((RedisConnectionStateListener) armed);
        RedisAsyncCommands<String, byte[]> commands = connection.async();
        return future(commands.dispatch(CommandType.HELLO, new ObjectOutput<>(CODEC)))
                .thenAccept(TrackedConnection::requireResp3)
                .thenCompose(proved -> future(commands.clientTracking(
                        TrackingArgs.Builder.enabled().bcast().prefixes(keyPrefix))))
                .handle((done, failure) -> {
                    if (failure == null && connection.isOpen()) {
                        return armed;
                    }
                    armed.disregard();
                    throw failure instanceof CompletionException wrapped && wrapped.getCause() instanceof ErrorReply no
                            ? new TrackingRefusedException("Redis says " + no.getMessage(), no)
                            : new CompletionException(
                                    failure == null ? new IllegalStateException("Connection closed") : failure);
                });
    }

    /** A server of the older protocol accepts the tracking as well, and then never tells of anything. */
    private static void requireResp3(@Nullable Object hello) {
        boolean proved = hello instanceof Map<?, ?> properties
                && properties.entrySet().stream()
                        .anyMatch(property ->
                                "proto".equals(text(property.getKey())) && RESP3.equals(property.getValue()));
        if (!proved) {
            throw new TrackingRefusedException("the connection does not speak RESP3", null);
        }
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }

    @Override
    public void onPushMessage(PushMessage message) {
        if (!"invalidate".equals(message.getType())) {
            return;
        }
        Object keys = message.getContent(StringCodec.UTF8::decodeKey).get(1);
        if (keys instanceof List<?> changed) {
            listener.changed(changed.stream().map(String::valueOf).toList());
        } else {
            listener.flushed();
        }
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> disconnected) {
        if (!disregarded) {
            listener.failed(new IllegalStateException("The connection was closed by the server"));
        }
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    /** Asks for a sign of life; an answer that says no is one, too. */
    CompletableFuture<String> ping() {
        return future(connection.async().ping()).exceptionally(failure -> {
            if (failure instanceof CompletionException wrapped
                    && wrapped.getCause() instanceof ErrorReply no
                    && no.isForbidden()) {
                return String.valueOf(no.getMessage());
            }
            throw failure instanceof RuntimeException unchanged ? unchanged : new CompletionException(failure);
        });
    }

    CompletableFuture<String> clusterNodes() {
        return future(connection.async().clusterNodes());
    }

    @Override
    public CompletableFuture<List<byte @Nullable []>> mget(List<String> keys) {
        return future(connection.async().mget(keys.toArray(String[]::new)))
                .thenApply(values -> values.stream()
                        .<byte @Nullable []>map(TrackedConnection::value)
                        .toList());
    }

    private static byte @Nullable [] value(KeyValue<String, byte[]> found) {
        return found.getValueOrElse(null);
    }

    @Override
    public CompletableFuture<Long> exists(List<String> keys) {
        return future(connection.async().exists(keys.toArray(String[]::new)));
    }

    @Override
    public CompletableFuture<Long> strlen(String key) {
        return future(connection.async().strlen(key));
    }

    @Override
    public CompletableFuture<byte @Nullable []> get(String key) {
        return future(connection.async().get(key)).<byte @Nullable []>thenApply(value -> value);
    }

    /** What is told on the connection, and its end, is of no interest any more. Closing it is up to who made it. */
    void disregard() {
        disregarded = true;
    }

    /** Ends the connection alone, in the background, where who made it lives on. */
    void close() {
        disregard();
        if (connection.isOpen()) { // The driver warns of one that is closed twice.
            var unused = connection.closeAsync();
        }
    }

    private static <T extends @Nullable Object> CompletableFuture<T> future(CompletionStage<T> command) {
        return command.toCompletableFuture().exceptionally(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            throw cause instanceof RedisCommandExecutionException
                    ? new ErrorReply(String.valueOf(cause.getMessage()))
                    : new CompletionException(cause);
        });
    }
}
