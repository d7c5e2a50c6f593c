package io.featureflags.redis.connection;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.ObjectOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A connection to one server with client tracking. It reports changes of flags, and reads flags. */
final class TrackedConnection implements FlagCommands, PushListener, RedisConnectionStateListener {

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    /** The protocol version in which a server can push messages. */
    private static final Long RESP3 = 3L;

    private final StatefulRedisConnection<String, byte[]> connection;

    private final TrackingListener listener;

    private volatile boolean muted;

    private TrackedConnection(StatefulRedisConnection<String, byte[]> connection, TrackingListener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    /**
     * Enables client tracking on a connection.
     *
     * @param connection the connection to the server
     * @param prefixes prefixes of the keys whose changes are reported
     * @param listener the listener that is notified of changes
     * @return a future that completes when the server reports changes; exceptionally with a
     *     {@link TrackingRefusedException} if it does not support tracking
     */
    static CompletableFuture<TrackedConnection> enableTracking(
            StatefulRedisConnection<String, byte[]> connection, List<String> prefixes, TrackingListener listener) {
        TrackedConnection tracked = new TrackedConnection(connection, listener);
        // Listens first: a change that the server reports immediately must not be lost.
        connection.addListener((PushListener) tracked);
        connection.addListener((RedisConnectionStateListener) tracked);
        RedisAsyncCommands<String, byte[]> commands = connection.async();
        return future(commands.dispatch(CommandType.HELLO, new ObjectOutput<>(CODEC)))
                .thenAccept(TrackedConnection::requireResp3)
                .thenCompose(proved -> future(commands.clientTracking(
                        TrackingArgs.Builder.enabled().bcast().prefixes(prefixes.toArray(new String[0])))))
                .handle((done, failure) -> {
                    if (failure == null && connection.isOpen()) {
                        return tracked;
                    }
                    tracked.muteEvents();
                    throw failure instanceof CompletionException wrapped
                                    && wrapped.getCause() instanceof ErrorReply refusal
                                    && !refusal.isTemporary()
                            ? new TrackingRefusedException("Redis returned " + refusal.getMessage(), refusal)
                            : new CompletionException(
                                    failure == null ? new IllegalStateException("Connection closed") : failure);
                });
    }

    /** Rejects RESP2: such a connection accepts the tracking command as well, but never receives a message. */
    private static void requireResp3(@Nullable Object hello) {
        if (!RESP3.equals(property(hello, "proto"))) {
            throw new TrackingRefusedException("the connection does not use RESP3", null);
        }
    }

    private static @Nullable Object property(@Nullable Object hello, String name) {
        if (hello instanceof Map<?, ?> properties) {
            for (Map.Entry<?, ?> property : properties.entrySet()) {
                if (name.equals(text(property.getKey()))) {
                    return property.getValue();
                }
            }
        }
        return null;
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
            List<String> names = new ArrayList<>(changed.size());
            for (Object key : changed) {
                names.add(String.valueOf(key));
            }
            listener.keysChanged(names);
        } else {
            listener.dataFlushed();
        }
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> disconnected) {
        if (!muted) {
            listener.connectionLost(new IllegalStateException("The server closed the connection"));
        }
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    /**
     * Checks that the server answers. An error is an answer, too: a server that cannot save its data rejects PING, but
     * not HELLO.
     *
     * @return a future with the role of the server, such as {@code master}; with null if the server returned an error
     */
    CompletableFuture<@Nullable String> ping() {
        return future(connection.async().dispatch(CommandType.HELLO, new ObjectOutput<>(CODEC)))
                .<@Nullable String>thenApply(hello -> {
                    Object role = property(hello, "role");
                    return role == null ? null : text(role);
                })
                .exceptionally(failure -> {
                    if (failure.getCause() instanceof ErrorReply || failure instanceof ErrorReply) {
                        return null;
                    }
                    throw failure instanceof RuntimeException unchanged ? unchanged : new CompletionException(failure);
                });
    }

    CompletableFuture<String> clusterNodes() {
        return future(connection.async().clusterNodes());
    }

    @Override
    public CompletableFuture<List<byte @Nullable []>> mget(List<String> keys) {
        return future(connection.async().mget(keys.toArray(new String[0]))).thenApply(TrackedConnection::values);
    }

    private static List<byte @Nullable []> values(List<KeyValue<String, byte[]>> found) {
        List<byte @Nullable []> values = new ArrayList<>(found.size());
        for (KeyValue<String, byte[]> value : found) {
            values.add(value.getValueOrElse(null));
        }
        return values;
    }

    @Override
    public CompletableFuture<Long> exists(List<String> keys) {
        return future(connection.async().exists(keys.toArray(new String[0])));
    }

    @Override
    public CompletableFuture<Long> strlen(String key) {
        return future(connection.async().strlen(key));
    }

    @Override
    public CompletableFuture<byte @Nullable []> get(String key) {
        return future(connection.async().get(key)).<byte @Nullable []>thenApply(value -> value);
    }

    @Override
    public CompletableFuture<List<Long>> pttl(List<String> keys) {
        List<AsyncCommand<String, byte[], Long>> commands = new ArrayList<>(keys.size());
        for (String key : keys) {
            commands.add(new AsyncCommand<>(
                    new Command<>(CommandType.PTTL, new IntegerOutput<>(CODEC), new CommandArgs<>(CODEC).addKey(key))));
        }
        connection.dispatch(commands); // At once: otherwise, each would be a packet of its own.
        List<CompletableFuture<Long>> replies =
                commands.stream().map(TrackedConnection::future).toList();
        return CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> replies.stream().map(CompletableFuture::join).toList());
    }

    CompletableFuture<Void> eval(String script, String key) {
        return future(connection.async().eval(script, ScriptOutputType.MULTI, key))
                .thenApply(reply -> null);
    }

    /** Suppresses all further notifications, also that of the closed connection. The caller closes the connection. */
    void muteEvents() {
        muted = true;
    }

    /** Closes the connection in the background. The client that created it stays open. */
    void close() {
        muteEvents();
        if (connection.isOpen()) { // The driver logs a warning for a connection that is closed twice.
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
