package io.featureflags.redis.ledger;

import io.featureflags.AuditEntry;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.SpringDataSource;
import io.featureflags.spi.AuditListener;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Factories of ledgers for tests. */
final class LedgerServers {

    static final RedisSettings SETTINGS = new RedisSettings(
            "feature:", Duration.ofMillis(500), Duration.ofHours(1), Duration.ofHours(1), 1_000_000, "shop-flags");

    private LedgerServers() {}

    static LettuceConnectionFactory lettuce(int port) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", port);
        factory.afterPropertiesSet();
        return factory;
    }

    static RedisFlagLedger ledger(RedisConnectionFactory source, AuditListener listener) {
        return ledger(source, 1000, listener);
    }

    static RedisFlagLedger ledger(RedisConnectionFactory source, int maxEntries, AuditListener listener) {
        return new RedisFlagLedger(
                new SpringDataSource(source, null),
                SETTINGS,
                new LedgerSettings(maxEntries, Duration.ofDays(90), "shop@test/1"),
                listener);
    }

    static void ignore(AuditEntry entry) {}

    /** Returns whether each entry begins with the value at which the one before it ends. */
    static boolean isUnbroken(List<AuditEntry> newestFirst) {
        for (int i = 0; i + 1 < newestFirst.size(); i++) {
            if (!Objects.equals(
                    newestFirst.get(i).before(), newestFirst.get(i + 1).after())) {
                return false;
            }
        }
        return true;
    }
}
