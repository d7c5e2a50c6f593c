package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.featureflags.AuditEntry;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A Redis that rejects, hangs or dies while flags are written: a clear error, and no partial write. */
@Tag("waiting")
class LedgerFaultTests {

    private final RedisProcess redis = RedisProcess.start();

    private final LettuceConnectionFactory source = LedgerServers.lettuce(redis.port());

    private final RedisFlagLedger ledger = LedgerServers.ledger(source, LedgerServers::ignore);

    @AfterEach
    void stop() {
        ledger.stop();
        source.destroy();
        redis.close();
    }

    @Test
    void frozenRedisFailsWithinFiveSecondsAndRequestsAreAppliedOnce() {
        ledger.write("a", "true", FlagWrite.by("ada"));
        FlagWrite write = FlagWrite.by("ada");
        redis.freeze();
        long start = System.nanoTime();
        FlagStoreException ex = failedWrite("a", "false", write);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(ex.isOutcomeKnown()).isFalse();
        assertThat(ex).hasMessageContaining(write.request());
        redis.thaw();

        Shop.soon("written").ignoreExceptions().until(() -> ledger.write("a", "false", write) != null);
        assertThat(ledger.history("a", 10)).hasSize(2);
    }

    @Test
    void outcomeIsKnownIfRedisIsFrozenBeforeTheConnection() {
        redis.freeze();
        long start = System.nanoTime();
        assertThat(failedWrite("a", "true", FlagWrite.by("ada")).isOutcomeKnown())
                .isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        redis.thaw();
    }

    @Test
    void lostAnswerIsRecovered() {
        ledger.write("a", "true", FlagWrite.by("ada"));
        redis.freeze();
        CompletableFuture<AuditEntry> written =
                CompletableFuture.supplyAsync(() -> ledger.write("a", "false", FlagWrite.by("ada")));
        Shop.holds("not answered", Duration.ofMillis(700), () -> !written.isDone());
        redis.thaw();

        assertThat(written).succeedsWithin(Duration.ofSeconds(10));
        assertThat(ledger.history("a", 10)).extracting(AuditEntry::after).containsExactly("false", "true");
    }

    @Test
    void unavailableRedisIsAnErrorUntilItIsBack() {
        ledger.write("a", "true", FlagWrite.by("ada"));
        redis.kill();
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            failedWrite("a", "false", FlagWrite.by("ada"));
        }
        assertThat(ledger.names()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        redis.restart();

        assertThat(ledger.write("a", "false", FlagWrite.by("ada"))).isNotNull();
    }

    @Test
    void readOnlyServer() {
        ledger.write("a", "true", FlagWrite.by("ada"));
        redis.run("REPLICAOF", "127.0.0.1", "1");
        assertThat(failedWrite("a", "false", FlagWrite.by("ada")))
                .hasMessageContaining("READONLY")
                .hasMessageContaining("master")
                .satisfies(LedgerFaultTests::nothingIsWritten);
        redis.run("REPLICAOF", "NO", "ONE");

        assertThat(ledger.write("a", "false", FlagWrite.by("ada"))).isNotNull();
    }

    @Test
    void outOfMemory() {
        ledger.write("a", "true", FlagWrite.by("ada"));
        redis.run("CONFIG", "SET", "maxmemory", "1");
        assertThat(failedWrite("a", "false", FlagWrite.by("ada")))
                .hasMessageContaining("OOM")
                .hasMessageContaining("maxmemory")
                .satisfies(LedgerFaultTests::nothingIsWritten);
        failedWrite("a", null, FlagWrite.by("ada"));
        redis.run("CONFIG", "SET", "maxmemory", "0");

        assertThat(ledger.read("a").value()).isEqualTo("true");
        assertThat(ledger.history("a", 10)).hasSize(1);
    }

    @Test
    void eachMissingPermissionIsReportedWithoutAPartialWrite() {
        List<String> permissions = List.of(
                "+evalsha",
                "+eval",
                "+type",
                "+get",
                "+set",
                "+del",
                "+xadd",
                "+xrevrange",
                "+time",
                "~feature:*",
                "~audit:*",
                "~audit-last:*");
        redis.run("ACL", "SETUSER", "shop", "on", ">secret", "+hello", "+ping", "+client|setname");
        RedisStandaloneConfiguration target = new RedisStandaloneConfiguration("127.0.0.1", redis.port());
        target.setUsername("shop");
        target.setPassword("secret");
        LettuceConnectionFactory few = new LettuceConnectionFactory(target);
        few.afterPropertiesSet();
        RedisFlagLedger limited = LedgerServers.ledger(few, LedgerServers::ignore);
        try {
            for (String missing : permissions) {
                allow(permissions, missing);
                redis.run("SET", "feature:a", "true");
                ledger.read("a");
                redis.run("SCRIPT", "FLUSH");
                List<FlagStoreException> failures = new ArrayList<>();
                for (String value : new String[] {"false", null}) {
                    String state = state();
                    try {
                        limited.write("a", value, FlagWrite.by("ada"));
                    } catch (FlagStoreException ex) {
                        failures.add(ex);
                        assertThat(state()).as("state without %s", missing).isEqualTo(state);
                    }
                }
                assertThat(failures)
                        .as("failures without %s", missing)
                        .isNotEmpty()
                        .allSatisfy(ex -> assertThat(ex).hasMessageContaining("The user of Redis lacks a permission"));
            }
            allow(permissions, "none");
            assertThat(limited.write("a", "50%", FlagWrite.by("ada"))).isNotNull();
            assertThat(limited.write("a", null, FlagWrite.by("ada"))).isNotNull();
            assertThat(limited.names()).isNull();
        } finally {
            limited.stop();
            few.destroy();
        }
    }

    private void allow(List<String> permissions, String missing) {
        List<String> command = new ArrayList<>(
                List.of("ACL", "SETUSER", "shop", "resetkeys", "-@all", "+hello", "+ping", "+client|setname"));
        permissions.stream().filter(each -> !each.equals(missing)).forEach(command::add);
        redis.run(command.toArray(String[]::new));
    }

    private String state() {
        return redis.run("GET", "feature:a")
                + redis.run("GET", "audit-last:{feature:a}")
                + redis.run("XRANGE", "audit:{feature:a}", "-", "+");
    }

    @Test
    void killedRedisIsConsistentAndKeepsAllConfirmedWrites(@TempDir Path folder) {
        RedisProcess lasting =
                RedisProcess.start("--appendonly", "yes", "--appendfsync", "always", "--dir", folder.toString());
        LettuceConnectionFactory to = LedgerServers.lettuce(lasting.port());
        RedisFlagLedger written = LedgerServers.ledger(to, LedgerServers::ignore);
        try {
            for (int round = 0; round < 3; round++) {
                killInMidWrites(lasting, written, round);
            }
        } finally {
            written.stop();
            to.destroy();
            lasting.close();
        }
    }

    private static void killInMidWrites(RedisProcess lasting, RedisFlagLedger written, int round) {
        AtomicBoolean killed = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        List<String> versions = new ArrayList<>();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; !killed.get(); i++) {
                try {
                    AuditEntry entry = written.write("a", round + "." + i, FlagWrite.by("ada"));
                    versions.add(Objects.requireNonNull(entry).version());
                    answered.incrementAndGet();
                } catch (FlagStoreException ex) {
                    // The server is being killed.
                }
            }
        });
        Shop.soon("writes").until(() -> answered.get() > 50);
        lasting.kill();
        killed.set(true);
        assertThat(writer).succeedsWithin(Duration.ofSeconds(20));
        lasting.restart();
        String last = "=" + lasting.run("GET", "feature:a");
        assertThat(lasting.run("GET", "audit-last:{feature:a}")).isEqualTo(last);
        List<AuditEntry> history = written.history("a", 100_000);
        assertThat("=" + history.get(0).after()).isEqualTo(last);
        assertThat(LedgerServers.isUnbroken(history)).isTrue();
        assertThat(history).extracting(AuditEntry::version).contains(versions.get(versions.size() - 1));
    }

    private FlagStoreException failedWrite(String flag, @Nullable String value, FlagWrite write) {
        return catchThrowableOfType(FlagStoreException.class, () -> ledger.write(flag, value, write));
    }

    private static void nothingIsWritten(FlagStoreException ex) {
        assertThat(ex.isOutcomeKnown()).isTrue();
    }
}
