package io.featureflags.redis.connection;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;

/** A connection of Spring Data Redis, on Jedis or any other driver than Lettuce. */
final class SpringDataConnection implements DriverConnection {

    private static final int KEYS_PER_SCAN = 1000;

    private final RedisConnection connection;

    SpringDataConnection(RedisConnection connection) {
        this.connection = connection;
    }

    @Override
    public boolean isCluster() {
        return connection instanceof RedisClusterConnection;
    }

    @Override
    public void ping() {
        connection.ping();
    }

    @Override
    @SuppressWarnings("NullAway") // The type of Spring Data does not have the absence of a value.
    public List<byte @Nullable []> mget(byte[]... keys) {
        return Objects.requireNonNull(connection.stringCommands().mGet(keys));
    }

    @Override
    public long exists(byte[]... keys) {
        return Objects.requireNonNull(connection.keyCommands().exists(keys));
    }

    @Override
    public long strlen(byte[] key) {
        return Objects.requireNonNull(connection.stringCommands().strLen(key));
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return connection.stringCommands().get(key);
    }

    @Override
    public List<Long> pttl(byte[]... keys) {
        if (isCluster()) { // Without pipelines.
            return Arrays.stream(keys)
                    .map(key -> Objects.requireNonNull(connection.keyCommands().pTtl(key)))
                    .toList();
        }
        connection.openPipeline();
        for (byte[] key : keys) {
            connection.keyCommands().pTtl(key);
        }
        return connection.closePipeline().stream().map(Long.class::cast).toList();
    }

    @Override
    public List<?> eval(byte[] script, int keys, byte[]... keysAndArguments) {
        List<?> reply = connection.scriptingCommands().eval(script, ReturnType.MULTI, keys, keysAndArguments);
        return Objects.requireNonNull(reply);
    }

    @Override
    public List<?> evalsha(String sha1, int keys, byte[]... keysAndArguments) {
        List<?> reply = connection.scriptingCommands().evalSha(sha1, ReturnType.MULTI, keys, keysAndArguments);
        return Objects.requireNonNull(reply);
    }

    @Override
    public List<StreamEntry> xrevrange(byte[] key, int limit) {
        return Objects.requireNonNull(connection
                        .streamCommands()
                        .xRevRange(key, Range.unbounded(), Limit.limit().count(limit)))
                .stream()
                .map(entry -> StreamEntry.of(entry.getId().getValue(), entry.getValue()))
                .toList();
    }

    @Override
    public boolean scan(String pattern, String type, Predicate<byte[]> visitor) {
        ScanOptions options = ScanOptions.scanOptions()
                .match(pattern)
                .count(KEYS_PER_SCAN)
                .type(DataType.fromCode(type))
                .build();
        if (!(connection instanceof RedisClusterConnection cluster)) {
            return visit(connection.keyCommands().scan(options), visitor);
        }
        for (RedisClusterNode node : cluster.clusterGetNodes()) {
            // A failed master stays in the list until its replica takes over; its flags cannot be read either.
            if (node.isMaster() && !node.isMarkedAsFail() && !visit(cluster.scan(node, options), visitor)) {
                return false;
            }
        }
        return true;
    }

    private static boolean visit(Cursor<byte[]> keys, Predicate<byte[]> visitor) {
        try (Cursor<byte[]> closing = keys) {
            Iterator<byte[]> all = closing;
            while (all.hasNext()) {
                if (!visitor.test(all.next())) {
                    return false;
                }
            }
            return true;
        }
    }
}
