package io.featureflags.redis.connection;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks Sentinel which server is the master. After a failover that was asked for, the old master keeps our connection for
 * some ten seconds, in which nobody writes to it any more. Nothing here waits: a sentinel that hangs holds up nobody.
 */
final class SentinelWatch {

    private final RedisClient client;

    private final List<RedisURI> sentinels;

    private final String name;

    /** Which sentinel to ask first: the one that answered last. */
    private final AtomicInteger first;

    private final AtomicBoolean asking = new AtomicBoolean();

    private final AtomicReference<@Nullable StatefulRedisConnection<String, String>> connection =
            new AtomicReference<>();

    /**
     * Creates the watch, which has not asked yet.
     *
     * @param client makes the connection, and ends it
     * @param sentinels the sentinels
     * @param name the name of the master
     * @param first which sentinel to ask first; kept from one watch to the next
     */
    SentinelWatch(RedisClient client, List<RedisURI> sentinels, String name, AtomicInteger first) {
        this.client = client;
        this.sentinels = sentinels;
        this.name = name;
        this.first = first;
    }

    /** Asks where the master is; completes exceptionally if no sentinel says it. */
    CompletableFuture<InetSocketAddress> ask() {
        return ask(sentinels.size());
    }

    /**
     * Asks whether the master is still there, unless the last question is open. Without an answer it is where it was, as
     * far as anybody can tell.
     */
    void check(InetSocketAddress master, Runnable moved) {
        if (asking.compareAndSet(false, true)) {
            var unused = ask().whenComplete((answer, failure) -> {
                asking.set(false);
                if (failure == null && !answer.equals(master)) {
                    moved.run();
                }
            });
        }
    }

    private CompletableFuture<InetSocketAddress> ask(int tries) {
        int index = first.get();
        return connected(sentinels.get(Math.floorMod(index, sentinels.size())))
                .thenCompose(open -> open.async()
                        .dispatch(
                                CommandType.SENTINEL,
                                new ValueListOutput<>(StringCodec.UTF8),
                                new CommandArgs<>(StringCodec.UTF8)
                                        .add("GET-MASTER-ADDR-BY-NAME")
                                        .add(name)))
                .thenApply(this::address)
                .exceptionallyCompose(failure -> {
                    drop();
                    first.compareAndSet(index, index + 1);
                    return tries > 1 ? ask(tries - 1) : CompletableFuture.failedFuture(failure);
                });
    }

    private InetSocketAddress address(@Nullable List<String> answer) {
        if (answer == null || answer.size() != 2) {
            throw new IllegalStateException("Sentinel knows no master named " + name);
        }
        return InetSocketAddress.createUnresolved(answer.get(0), Integer.parseInt(answer.get(1)));
    }

    // As any server: about a sentinel that is away, Lettuce writes a warning each time it is asked for a sentinel.
    private CompletableFuture<StatefulRedisConnection<String, String>> connected(RedisURI sentinel) {
        StatefulRedisConnection<String, String> last = connection.get();
        if (last != null && last.isOpen()) {
            return CompletableFuture.completedFuture(last);
        }
        return CompletableFuture.completedFuture(sentinel)
                .thenCompose(address -> client.connectAsync(StringCodec.UTF8, address))
                .thenApply(open -> {
                    connection.set(open);
                    return open;
                });
    }

    private void drop() {
        StatefulRedisConnection<String, String> open = connection.getAndSet(null);
        if (open != null) {
            var unused = open.closeAsync();
        }
    }
}
