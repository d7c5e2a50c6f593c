package io.featureflags.redis.connection;

import io.lettuce.core.KeyScanArgs;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisKeyAsyncCommands;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A connection of Lettuce, to one server or to all nodes of a cluster. */
final class LettuceConnection implements DriverConnection {

    private static final int KEYS_PER_SCAN = 1000;

    private final RedisClusterAsyncCommands<byte[], byte[]> commands;

    private final @Nullable StatefulRedisClusterConnection<byte[], byte[]> cluster;

    /** Longest wait for a reply. The options of the driver limit it, too, but not while it reconnects to a node. */
    private final Duration limit;

    LettuceConnection(StatefulRedisConnection<byte[], byte[]> connection, Duration limit) {
        this.commands = connection.async();
        this.cluster = null;
        this.limit = limit;
    }

    LettuceConnection(StatefulRedisClusterConnection<byte[], byte[]> connection, Duration limit) {
        this.commands = connection.async();
        this.cluster = connection;
        this.limit = limit;
    }

    @Override
    public boolean isCluster() {
        return cluster != null;
    }

    @Override
    public void ping() {
        await(commands.ping());
    }

    @Override
    public List<byte @Nullable []> mget(byte[]... keys) {
        List<byte @Nullable []> values = new ArrayList<>(keys.length);
        for (KeyValue<byte[], byte[]> found : await(commands.mget(keys))) {
            values.add(found.getValueOrElse(null));
        }
        return values;
    }

    @Override
    public long exists(byte[]... keys) {
        return await(commands.exists(keys));
    }

    @Override
    public long strlen(byte[] key) {
        return await(commands.strlen(key));
    }

    @Override
    @SuppressWarnings("NullAway") // The type of Lettuce does not have the absence of a value.
    public byte @Nullable [] get(byte[] key) {
        return LettuceConnection.<byte @Nullable []>await(commands.get(key), limit);
    }

    @Override
    public List<Long> pttl(byte[]... keys) {
        List<RedisFuture<Long>> replies =
                Arrays.stream(keys).map(commands::pttl).toList();
        return replies.stream().map(this::await).toList();
    }

    @Override
    public List<?> eval(byte[] script, int keys, byte[]... keysAndArguments) {
        return await(commands.<List<?>>eval(
                script,
                ScriptOutputType.MULTI,
                Arrays.copyOf(keysAndArguments, keys),
                Arrays.copyOfRange(keysAndArguments, keys, keysAndArguments.length)));
    }

    @Override
    public List<?> evalsha(String sha1, int keys, byte[]... keysAndArguments) {
        return await(commands.<List<?>>evalsha(
                sha1,
                ScriptOutputType.MULTI,
                Arrays.copyOf(keysAndArguments, keys),
                Arrays.copyOfRange(keysAndArguments, keys, keysAndArguments.length)));
    }

    @Override
    public List<StreamEntry> xrevrange(byte[] key, int limit) {
        return await(commands.xrevrange(key, Range.unbounded(), Limit.from(limit))).stream()
                .map(entry -> StreamEntry.of(entry.getId(), entry.getBody()))
                .toList();
    }

    @Override
    public boolean scan(String pattern, String type, Predicate<byte[]> visitor) {
        ScanArgs options = KeyScanArgs.Builder.type(type).match(pattern).limit(KEYS_PER_SCAN);
        if (cluster == null) {
            return visit(commands, options, visitor);
        }
        for (RedisClusterNode node : cluster.getPartitions()) {
            // A failed master stays in the list until its replica takes over; its flags cannot be read either.
            if (node.is(NodeFlag.UPSTREAM)
                    && !node.is(NodeFlag.FAIL)
                    && !visit(cluster.getConnection(node.getNodeId()).async(), options, visitor)) {
                return false;
            }
        }
        return true;
    }

    private boolean visit(RedisKeyAsyncCommands<byte[], byte[]> server, ScanArgs options, Predicate<byte[]> visitor) {
        ScanCursor position = ScanCursor.INITIAL;
        do {
            KeyScanCursor<byte[]> found = await(server.scan(position, options));
            if (!found.getKeys().stream().allMatch(visitor)) {
                return false;
            }
            position = found;
        } while (!position.isFinished());
        return true;
    }

    private <T> T await(RedisFuture<T> reply) {
        return await(reply, limit);
    }

    private static <T extends @Nullable Object> T await(RedisFuture<T> reply, Duration limit) {
        return LettuceFutures.awaitOrCancel(reply, limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
