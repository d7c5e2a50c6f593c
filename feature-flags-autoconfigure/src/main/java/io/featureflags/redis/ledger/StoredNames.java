package io.featureflags.redis.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;

/** The names of all flags in Redis, or of all that have a record there, as far as they can be found in a short time. */
final class StoredNames {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int KEYS_AT_ONCE = 1000;

    private final ScanOptions options;

    private final Function<String, @Nullable String> nameOfKey;

    private final LongSupplier nanoTime;

    private final long start;

    private StoredNames(
            String pattern, DataType type, Function<String, @Nullable String> nameOfKey, LongSupplier nanoTime) {
        this.options = ScanOptions.scanOptions()
                .match(pattern)
                .count(KEYS_AT_ONCE)
                .type(type)
                .build();
        this.nameOfKey = nameOfKey;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    static StoredNames ofFlags(String keyPrefix, LongSupplier nanoTime) {
        return new StoredNames(
                LedgerKeys.pattern(keyPrefix), DataType.STRING, key -> LedgerKeys.name(keyPrefix, key), nanoTime);
    }

    static StoredNames ofRecords(String keyPrefix, LongSupplier nanoTime) {
        return new StoredNames(
                LedgerKeys.streamPattern(keyPrefix),
                DataType.STREAM,
                key -> LedgerKeys.nameOfStream(keyPrefix, key),
                nanoTime);
    }

    /** The names; null if there was not time enough. */
    @Nullable
    Set<String> of(RedisConnection connection) {
        Set<String> names = new TreeSet<>();
        if (!(connection instanceof RedisClusterConnection cluster)) {
            return addAll(names, connection.keyCommands().scan(options)) ? names : null;
        }
        for (RedisClusterNode node : cluster.clusterGetNodes()) {
            // A dead master is in the list until its replica has taken its place; its flags cannot be read either.
            if (node.isMaster() && !node.isMarkedAsFail() && !addAll(names, cluster.scan(node, options))) {
                return null;
            }
        }
        return names;
    }

    private boolean addAll(Set<String> names, Cursor<byte[]> keys) {
        try (Cursor<byte[]> closing = keys) {
            Iterator<byte[]> all = closing;
            while (all.hasNext()) {
                if (nanoTime.getAsLong() - start > LIMIT.toNanos()) {
                    return false;
                }
                String name = nameOfKey.apply(new String(all.next(), StandardCharsets.UTF_8));
                if (name != null) {
                    names.add(name);
                }
            }
            return true;
        }
    }
}
