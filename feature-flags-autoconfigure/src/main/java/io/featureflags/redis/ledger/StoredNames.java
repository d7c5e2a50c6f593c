package io.featureflags.redis.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;

/** A search for the names of all flags in Redis, or of all flags with an audit trail, with a time limit. */
final class StoredNames {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final int KEYS_PER_SCAN = 1000;

    private final ScanOptions options;

    private final Function<String, @Nullable String> nameOfKey;

    private StoredNames(String pattern, DataType type, Function<String, @Nullable String> nameOfKey) {
        this.options = ScanOptions.scanOptions()
                .match(pattern)
                .count(KEYS_PER_SCAN)
                .type(type)
                .build();
        this.nameOfKey = nameOfKey;
    }

    /** Searches for flags with a value. */
    static StoredNames ofFlags(String keyPrefix) {
        return new StoredNames(LedgerKeys.pattern(keyPrefix), DataType.STRING, key -> LedgerKeys.name(keyPrefix, key));
    }

    /** Searches for flags with an audit trail. */
    static StoredNames ofRecords(String keyPrefix) {
        return new StoredNames(
                LedgerKeys.streamPattern(keyPrefix), DataType.STREAM, key -> LedgerKeys.nameOfStream(keyPrefix, key));
    }

    /** Returns the names; null if the time limit was too short. */
    @Nullable
    Set<String> findIn(RedisConnection connection) {
        long start = System.nanoTime();
        Set<String> names = new TreeSet<>();
        if (!(connection instanceof RedisClusterConnection cluster)) {
            return addAll(names, connection.keyCommands().scan(options), start) ? names : null;
        }
        for (RedisClusterNode node : cluster.clusterGetNodes()) {
            // A failed master stays in the list until its replica takes over; its flags cannot be read either.
            if (node.isMaster() && !node.isMarkedAsFail() && !addAll(names, cluster.scan(node, options), start)) {
                return null;
            }
        }
        return names;
    }

    private boolean addAll(Set<String> names, Cursor<byte[]> keys, long start) {
        try (Cursor<byte[]> closing = keys) {
            Iterator<byte[]> all = closing;
            while (all.hasNext()) {
                if (System.nanoTime() - start > LIMIT.toNanos()) {
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
