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
 * Looks up the current master in Sentinel. After a manual failover, the former master keeps its connections for some
 * ten seconds, although no client writes to it any more. No method blocks, so that a hanging sentinel delays no thread.
 */
final class SentinelWatch {

    private final RedisClient client;

    private final List<RedisURI> sentinels;

    private final String name;

    /** Index of the sentinel to query first: the one that answered last. */
    private final AtomicInteger first;

    private final AtomicBoolean checking = new AtomicBoolean();

    private final AtomicReference<@Nullable StatefulRedisConnection<String, String>> connection =
            new AtomicReference<>();

    /**
     * Creates the watch; no sentinel is queried yet.
     *
     * @param client the client that opens and ends the connection
     * @param sentinels addresses of the sentinels
     * @param name name of the master
     * @param first index of the sentinel to query first, shared by consecutive watches
     */
    SentinelWatch(RedisClient client, List<RedisURI> sentinels, String name, AtomicInteger first) {
        this.client = client;
        this.sentinels = sentinels;
        this.name = name;
        this.first = first;
    }

    /** Looks up the address of the master; the future completes exceptionally if no sentinel returns it. */
    CompletableFuture<InetSocketAddress> findMaster() {
        return findMaster(sentinels.size());
    }

    /**
     * Checks that a server is still the master, unless the last check is still running. Without an answer, the master
     * counts as unchanged.
     *
     * @param master address of the presumed master
     * @param onMoved the callback for a different master
     */
    void check(InetSocketAddress master, Runnable onMoved) {
        if (checking.compareAndSet(false, true)) {
            var unused = findMaster().whenComplete((found, failure) -> {
                checking.set(false);
                if (failure == null && !found.equals(master)) {
                    onMoved.run();
                }
            });
        }
    }

    private CompletableFuture<InetSocketAddress> findMaster(int attempts) {
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
                    return attempts > 1 ? findMaster(attempts - 1) : CompletableFuture.failedFuture(failure);
                });
    }

    private InetSocketAddress address(@Nullable List<String> reply) {
        if (reply == null || reply.size() != 2) {
            throw new IllegalStateException("Sentinel knows no master named " + name);
        }
        return InetSocketAddress.createUnresolved(reply.get(0), Integer.parseInt(reply.get(1)));
    }

    // Connects as to any server: Lettuce's own Sentinel connection logs a warning for each unavailable sentinel.
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

    /** Closes the connection to the sentinel; the next query opens one again. */
    void drop() {
        StatefulRedisConnection<String, String> open = connection.getAndSet(null);
        if (open != null) {
            var unused = open.closeAsync();
        }
    }
}
