package io.featureflags.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks Sentinel which server is the master. After a failover that was asked for, the old master keeps our connection for
 * some ten seconds, in which nobody writes to it any more. Nothing here waits: a sentinel that hangs holds up nobody.
 */
final class SentinelWatch implements AutoCloseable {

    private final RedisClient client;

    private final RedisURI sentinels;

    private final Runnable moved;

    private final AtomicBoolean asking = new AtomicBoolean();

    private final AtomicReference<@Nullable StatefulRedisSentinelConnection<String, String>> connection =
            new AtomicReference<>();

    /** Where the master is; null as long as no sentinel has said so. */
    private volatile @Nullable SocketAddress master;

    private volatile boolean closed;

    /**
     * Creates the watch, which has not asked yet.
     *
     * @param client makes the connection
     * @param sentinels the sentinels, and the name of the master
     * @param moved is run when another server has become the master
     */
    SentinelWatch(RedisClient client, RedisURI sentinels, Runnable moved) {
        this.client = client;
        this.sentinels = sentinels;
        this.moved = moved;
    }

    /**
     * Asks, unless the last question is still open.
     *
     * @return completes with the answer or without, and never exceptionally: without Sentinel the master is where it was,
     *     as far as anybody can tell
     */
    CompletableFuture<Void> ask() {
        if (closed || !asking.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.completedFuture(connection.get())
                .thenCompose(this::connected)
                .thenCompose(open -> open.async().getMasterAddrByName(sentinels.getSentinelMasterId()))
                .handle((answer, failure) -> {
                    asking.set(false);
                    if (failure != null) {
                        drop();
                    } else if (answer != null) { // Null if the sentinel knows no master of that name.
                        answered(answer);
                    }
                    return null;
                });
    }

    @Override
    public void close() {
        closed = true;
        drop();
    }

    private CompletableFuture<StatefulRedisSentinelConnection<String, String>> connected(
            @Nullable StatefulRedisSentinelConnection<String, String> last) {
        if (last != null && last.isOpen()) {
            return CompletableFuture.completedFuture(last);
        }
        return client.connectSentinelAsync(StringCodec.UTF8, sentinels).thenApply(open -> {
            connection.set(open);
            if (closed) { // The closing was faster, and could not close what was not there.
                drop();
            }
            return open;
        });
    }

    private void answered(SocketAddress answer) {
        SocketAddress before = master;
        master = answer;
        if (before != null && !before.equals(answer) && !closed) {
            moved.run();
        }
    }

    private void drop() {
        StatefulRedisSentinelConnection<String, String> open = connection.getAndSet(null);
        if (open != null) {
            var unused = open.closeAsync();
        }
    }
}
