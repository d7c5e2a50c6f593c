package io.featureflags.redis.ledger;

import io.featureflags.redis.connection.DriverConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A search for the names of all flags in Redis, or of all flags with an audit trail, with a time limit. */
final class StoredNames {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final String pattern;

    private final String type;

    private final Function<String, @Nullable String> nameOfKey;

    private StoredNames(String pattern, String type, Function<String, @Nullable String> nameOfKey) {
        this.pattern = pattern;
        this.type = type;
        this.nameOfKey = nameOfKey;
    }

    /** Searches for flags with a value. */
    static StoredNames ofFlags(String keyPrefix) {
        return new StoredNames(LedgerKeys.pattern(keyPrefix), "string", key -> LedgerKeys.name(keyPrefix, key));
    }

    /** Searches for flags with an audit trail. */
    static StoredNames ofRecords(String keyPrefix) {
        return new StoredNames(
                LedgerKeys.streamPattern(keyPrefix), "stream", key -> LedgerKeys.nameOfStream(keyPrefix, key));
    }

    /** Returns the names; null if the time limit was too short. */
    @Nullable
    Set<String> findIn(DriverConnection connection) {
        long start = System.nanoTime();
        Set<String> names = new TreeSet<>();
        boolean all = connection.scan(pattern, type, key -> {
            String name = nameOfKey.apply(new String(key, StandardCharsets.UTF_8));
            if (name != null) {
                names.add(name);
            }
            return System.nanoTime() - start <= LIMIT.toNanos();
        });
        return all ? names : null;
    }
}
