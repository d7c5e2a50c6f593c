package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FlagConflictException;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.SpringDataSource;
import io.featureflags.spi.FlagLedger;
import io.featureflags.testing.FlagLedgerContract;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The audit trail on a single server. */
class RedisFlagLedgerTests extends FlagLedgerContract {

    private static final RedisProcess redis = RedisProcess.start();

    private static final LettuceConnectionFactory source = LedgerServers.lettuce(redis.port());

    private final List<AuditEntry> published = new CopyOnWriteArrayList<>();

    private final RedisFlagLedger ledger = LedgerServers.ledger(source, published::add);

    @AfterAll
    static void end() {
        source.destroy();
        redis.close();
    }

    @BeforeEach
    void empty() {
        redis.run("FLUSHALL");
    }

    @AfterEach
    void stop() {
        ledger.stop();
    }

    @Override
    protected FlagLedger ledger() {
        return ledger;
    }

    @Test
    void entryHasTheDocumentedFieldsInTheStream() {
        Instant before = Instant.now();
        AuditEntry entry = Objects.requireNonNull(
                ledger.write("a", "true", FlagWrite.by("ada").because("it is time")));

        assertThat(redis.run("GET", "feature:a")).isEqualTo("true");
        assertThat(redis.run("GET", "audit-last:{feature:a}")).isEqualTo("=true");
        List<String> stored =
                redis.run("XRANGE", "audit:{feature:a}", "-", "+").lines().toList();
        assertThat(stored)
                .hasSize(19)
                .startsWith(entry.version(), "at")
                .containsSubsequence(
                        "actor",
                        "ada",
                        "source",
                        "AUTOMATED",
                        "via",
                        "api",
                        "before",
                        "-",
                        "after",
                        "=true",
                        "reason",
                        "it is time",
                        "instance",
                        "shop@test/1",
                        "request",
                        entry.request());
        assertThat(Duration.between(before, entry.at()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(published).containsExactly(entry);
    }

    @Test
    void timeToLiveStays() {
        redis.run("SET", "feature:a", "true", "EX", "1000");
        ledger.write("a", "false", FlagWrite.by("ada"));

        assertThat(Long.parseLong(redis.run("TTL", "feature:a"))).isPositive();
    }

    @Test
    void externalChangeIsRecordedBeforeTheConflictThatItCauses() {
        AuditEntry first = Objects.requireNonNull(ledger.write("a", "true", FlagWrite.by("ada")));
        redis.run("SET", "feature:a", "30%");

        assertThatExceptionOfType(FlagConflictException.class)
                .isThrownBy(() -> ledger.write("a", "false", FlagWrite.by("ada").expecting(first.version())))
                .satisfies(conflict -> assertThat(conflict.present().value()).isEqualTo("30%"));
        AuditEntry external = ledger.history("a", 10).get(0);
        assertThat(external.source()).isEqualTo(ChangeSource.EXTERNAL);
        assertThat(external.actor()).isEqualTo("?");
        assertThat(external.via()).isEqualTo("redis");
        assertThat(external.before()).isEqualTo("true");
        assertThat(external.after()).isEqualTo("30%");
        assertThat(external.request()).isNull();
        assertThat(external.reason()).isNull();
        assertThat(ledger.read("a")).isEqualTo(new FlagState("a", "30%", external.version()));
        assertThat(published).containsExactly(first, external);
    }

    @Test
    void baselineIsNotRecordedAndLaterChangesAre() {
        redis.run("SET", "feature:a", "true");
        assertThat(ledger.read("a")).isEqualTo(new FlagState("a", "true", FlagState.NO_CHANGES));
        assertThat(ledger.history("a", 10)).isEmpty();
        redis.run("DEL", "feature:a");
        ledger.read("a");

        assertThat(ledger.history("a", 10)).extracting(AuditEntry::before).containsExactly("true");
        assertThat(ledger.history("a", 10)).extracting(AuditEntry::after).containsOnlyNulls();
    }

    @Test
    void scriptMissingInRedisIsSentAgain() {
        ledger.write("a", "true", FlagWrite.by("ada"));
        redis.run("SCRIPT", "FLUSH");

        assertThat(ledger.write("a", "false", FlagWrite.by("ada"))).isNotNull();
    }

    @Test
    void oldEntriesAreRemoved() {
        RedisFlagLedger small = LedgerServers.ledger(source, 10, published::add);
        for (int i = 0; i < 500; i++) {
            small.write("a", i + "." + i, FlagWrite.by("ada"));
        }
        small.stop();

        assertThat(Integer.parseInt(redis.run("XLEN", "audit:{feature:a}"))).isBetween(10, 210);
    }

    @Test
    void namesAreThoseOfFlagsWithTheLiteralPrefix() {
        RedisSettings odd = new RedisSettings(
                "f[e]*?\\:", Duration.ofMillis(500), Duration.ofHours(1), Duration.ofHours(1), 1_000_000, "shop-flags");
        RedisFlagLedger other = new RedisFlagLedger(
                new SpringDataSource(source, null),
                odd,
                new LedgerSettings(10, Duration.ofDays(90), "shop"),
                LedgerServers::ignore);
        other.write("a", "true", FlagWrite.by("ada"));
        redis.run("SET", "fe*?\\:b", "true");
        redis.run("SET", "f[e]*?\\:no flag", "true");
        redis.run("RPUSH", "f[e]*?\\:list", "true");

        assertThat(other.names()).containsExactly("a");
        other.stop();
    }

    @Test
    void keysOfOtherTypesAreRejectedWithoutAWrite() {
        redis.run("RPUSH", "feature:a", "x");
        redis.run("SET", "audit:{feature:b}", "x");
        redis.run("RPUSH", "audit-last:{feature:c}", "x");
        for (String flag : List.of("a", "b", "c")) {
            assertThatExceptionOfType(FlagStoreException.class)
                    .isThrownBy(() -> ledger.write(flag, "true", FlagWrite.by("ada")))
                    .withMessageContaining("WRONGTYPE")
                    .withMessageContaining("{feature:".substring(1) + flag)
                    .satisfies(ex -> assertThat(ex.isOutcomeKnown()).isTrue());
        }
        assertThat(redis.run("DBSIZE")).isEqualTo("3");
    }

    @Test
    void busyConnectionIsReopened() {
        ledger.read("a");
        Pattern own = Pattern.compile("id=(\\d+) .* name=shop-flags-audit ");
        Matcher first = own.matcher(redis.run("CLIENT", "LIST"));
        assertThat(first.find()).isTrue();
        Shop.soon("another connection").pollInterval(Duration.ofMillis(1)).until(() -> {
            ledger.read("a");
            Matcher now = own.matcher(redis.run("CLIENT", "LIST"));
            return now.find() && !now.group(1).equals(first.group(1));
        });
    }

    @Test
    void idleConnectionIsClosed() {
        ledger.read("a");
        Shop.soon("closed")
                .untilAsserted(() -> assertThat(redis.run("CLIENT", "LIST")).doesNotContain("name=shop-flags"));

        assertThat(ledger.read("a").value()).isNull();
    }
}
