package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.featureflags.AuditEntry;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.testing.RedisErrorAnswer;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Writes that Redis rejects: the exception names the reason and the remedy, the rejected write leaves no trace, and the
 * same write succeeds after Redis has recovered.
 */
@Tag("waiting")
class LedgerRefusalTests {

    @TempDir
    private Path disk;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void readOnlyServer() {
        RedisProcess redis = start();
        RedisFlagLedger ledger = ledger(redis);
        rejectedThenWritten(
                redis,
                ledger,
                () -> redis.run("REPLICAOF", "127.0.0.1", "1"),
                () -> redis.run("REPLICAOF", "NO", "ONE"),
                "READONLY",
                "wait for the failover to end, or connect to the master");
    }

    @Test
    void outOfMemory() {
        RedisProcess redis = start();
        rejectedThenWritten(
                redis,
                ledger(redis),
                () -> redis.run("CONFIG", "SET", "maxmemory", "1"),
                () -> redis.run("CONFIG", "SET", "maxmemory", "0"),
                "OOM",
                "raise its maxmemory");
    }

    @Test
    void unwritableDisk() throws IOException {
        RedisProcess redis = start("--dir", disk.toString());
        redis.run("CONFIG", "SET", "save", "3600 1");
        Path inTheWay = disk.resolve("dump.rdb");
        Files.createDirectory(inTheWay);
        rejectedThenWritten(
                redis,
                ledger(redis),
                () -> save(redis, "err"),
                () -> {
                    delete(inTheWay);
                    save(redis, "ok");
                },
                "MISCONF",
                "cannot save to its disk");
    }

    private static void save(RedisProcess redis, String expected) {
        redis.run("BGSAVE");
        Shop.soon("saved: " + expected)
                .until(() -> redis.run("INFO", "persistence").contains("rdb_last_bgsave_status:" + expected));
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void fewerReplicasThanConfigured() {
        RedisProcess redis = start();
        rejectedThenWritten(
                redis,
                ledger(redis),
                () -> redis.run("CONFIG", "SET", "min-replicas-to-write", "1"),
                () -> redis.run("CONFIG", "SET", "min-replicas-to-write", "0"),
                "NOREPLICAS",
                "until it has enough replicas");
    }

    @Test
    void serverThatIsBlockedByAnotherScript() {
        RedisProcess redis = start("--lua-time-limit", "20");
        RedisFlagLedger ledger = ledger(redis);
        ledger.write("a", "true", FlagWrite.by("ada"));
        CompletableFuture<@Nullable RedisErrorAnswer> endless = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(RedisErrorAnswer.class, () -> redis.run("EVAL", "while true do end", "0")));
        Shop.soon("busy")
                .until(() -> catchThrowableOfType(RedisErrorAnswer.class, () -> redis.run("GET", "a")) != null);
        FlagWrite write = FlagWrite.by("ada");
        assertRejected(ledger, "false", write, "BUSY", "blocked by another script");
        assertRejected(ledger, null, write, "BUSY", "blocked by another script");
        redis.run("SCRIPT", "KILL");
        assertThat(endless).succeedsWithin(Duration.ofSeconds(30));

        assertThat(ledger.write("a", "false", write)).isNotNull();
        assertThat(ledger.history("a", 10)).extracting(AuditEntry::after).containsExactly("false", "true");
    }

    @Test
    void loadingServer() {
        // Together they take seconds to load, and the server answers clients in between.
        RedisProcess redis = start(
                "--dir", disk.toString(), "--appendonly", "yes", "--appendfsync", "always", "--key-load-delay", "50");
        RedisFlagLedger ledger = ledger(redis);
        ledger.write("a", "true", FlagWrite.by("ada"));
        for (int part = 0; part < 40; part++) {
            redis.run("EVAL", "for key = 1, 700 do redis.call('SET', 'other:' .. key, 'x') end", "0");
        }
        redis.kill();
        CompletableFuture<Void> started = CompletableFuture.runAsync(redis::restart);
        FlagWrite write = FlagWrite.by("ada");
        AtomicReference<@Nullable FlagStoreException> last = new AtomicReference<>();
        Shop.soon("loading").failFast("loaded", started::isDone).until(() -> {
            last.set(catchThrowableOfType(FlagStoreException.class, () -> ledger.write("a", "false", write)));
            return last.get() == null || String.valueOf(last.get().getMessage()).contains("LOADING");
        });
        assertThat(last.get())
                .hasMessageContaining("Redis returned LOADING")
                .hasMessageContaining("try again when it has");
        assertThat(started).succeedsWithin(Duration.ofSeconds(60));

        Shop.soon("written").ignoreExceptions().until(() -> ledger.write("a", "false", write) != null);
        assertThat(ledger.history("a", 10)).extracting(AuditEntry::after).containsExactly("false", "true");
    }

    @Test
    void readOnlyFlag() {
        RedisProcess redis = start();
        // The bundled server is too old for it. CI runs the tests again on a server that must not be.
        assumeTrue(
                System.getenv("FEATURE_FLAGS_REDIS_SERVER") != null || understandsReadOnlyKeys(redis),
                "Redis before 7 has no permission to read a key only");
        List<String> user = new ArrayList<>(List.of("ACL", "SETUSER", "shop", "on", ">secret", "+@all"));
        // The script itself is permitted, so that one of its commands is rejected.
        user.addAll(List.of("%R~feature:*", "~audit:*", "~audit-last:*", "(+eval +evalsha ~*)"));
        redis.run(user.toArray(String[]::new));
        RedisStandaloneConfiguration target = new RedisStandaloneConfiguration("127.0.0.1", redis.port());
        target.setUsername("shop");
        target.setPassword("secret");
        RedisFlagLedger limited = ledger(target);
        rejectedThenWritten(
                redis,
                limited,
                ledger(redis),
                // An external change is recorded whether the write is rejected or not.
                () -> limited.read("changed"),
                () -> redis.run("ACL", "SETUSER", "shop", "~feature:*"),
                "can't access at least one of the keys",
                "lacks a permission");
    }

    private static boolean understandsReadOnlyKeys(RedisProcess redis) {
        return catchThrowableOfType(RedisErrorAnswer.class, () -> redis.run("ACL", "SETUSER", "probe", "%R~probe"))
                == null;
    }

    @Test
    void wrongPassword() {
        RedisProcess redis = start();
        redis.run("CONFIG", "SET", "requirepass", "secret");
        RedisStandaloneConfiguration target = new RedisStandaloneConfiguration("127.0.0.1", redis.port());
        assertRejected(ledger(target), "true", FlagWrite.by("ada"), "NOAUTH", "Name a user and password");
        target.setPassword("wrong");
        assertRejected(ledger(target), "true", FlagWrite.by("ada"), "WRONGPASS", "Name the right user and password");
        target.setPassword("secret");
        assertThat(ledger(target).write("a", "true", FlagWrite.by("ada"))).isNotNull();
    }

    private RedisProcess start(String... options) {
        RedisProcess redis = RedisProcess.start(options);
        open.add(redis);
        return redis;
    }

    private RedisFlagLedger ledger(RedisProcess redis) {
        return ledger(new RedisStandaloneConfiguration("127.0.0.1", redis.port()));
    }

    private RedisFlagLedger ledger(RedisStandaloneConfiguration target) {
        LettuceConnectionFactory source = new LettuceConnectionFactory(target);
        source.afterPropertiesSet();
        open.add(0, source::destroy);
        RedisFlagLedger ledger = LedgerServers.ledger(source, LedgerServers::ignore);
        open.add(0, ledger::stop);
        return ledger;
    }

    /** Checks that a rejected new flag, change or deletion leaves no trace, whether the script is cached or not. */
    private static void rejectedThenWritten(
            RedisProcess redis,
            RedisFlagLedger ledger,
            Runnable trouble,
            Runnable recovery,
            String reason,
            String remedy) {
        rejectedThenWritten(redis, ledger, ledger, trouble, recovery, reason, remedy);
    }

    private static void rejectedThenWritten(
            RedisProcess redis,
            RedisFlagLedger ledger,
            RedisFlagLedger before,
            Runnable trouble,
            Runnable recovery,
            String reason,
            String remedy) {
        before.write("a", "true", FlagWrite.by("ada"));
        redis.run("SET", "feature:known", "true");
        before.read("known"); // Without an entry.
        redis.run("SET", "feature:changed", "true");
        before.read("changed");
        redis.run("SET", "feature:changed", "30%");
        trouble.run();
        List<String> flags = List.of("a", "known", "changed", "new");
        String state = state(redis, flags);
        FlagWrite write = FlagWrite.by("ada");
        for (String flag : flags) {
            assertRejected(ledger, flag, "false", write, reason, remedy);
            if (!flag.equals("new")) {
                assertRejected(ledger, flag, null, write, reason, remedy);
            }
        }
        redis.run("SCRIPT", "FLUSH");
        assertRejected(ledger, "a", "false", write, reason, remedy);
        assertThat(state(redis, flags)).isEqualTo(state);
        recovery.run();

        for (String flag : flags) {
            Shop.soon("written").ignoreExceptions().until(() -> ledger.write(flag, "false", write) != null);
        }
        assertThat(ledger.history("a", 10)).extracting(AuditEntry::after).containsExactly("false", "true");
        assertThat(ledger.history("known", 10)).extracting(AuditEntry::before).containsExactly("true");
        assertThat(ledger.history("changed", 10)).extracting(AuditEntry::before).containsExactly("30%", "true");
        assertThat(ledger.history("new", 10)).hasSize(1);
    }

    private static String state(RedisProcess redis, List<String> flags) {
        StringBuilder state = new StringBuilder();
        for (String flag : flags) {
            state.append(redis.call("GET", "feature:" + flag))
                    .append(redis.call("GET", "audit-last:{feature:" + flag + "}"))
                    .append(redis.call("XRANGE", "audit:{feature:" + flag + "}", "-", "+"));
        }
        return state.toString();
    }

    private static void assertRejected(
            RedisFlagLedger ledger, @Nullable String value, FlagWrite write, String reason, String remedy) {
        assertRejected(ledger, "a", value, write, reason, remedy);
    }

    private static void assertRejected(
            RedisFlagLedger ledger,
            String flag,
            @Nullable String value,
            FlagWrite write,
            String reason,
            String remedy) {
        // Repeated if a slow machine got no answer in time: the same request leaves no trace either.
        Shop.soon(flag + " to " + value + " is rejected").untilAsserted(() -> {
            FlagStoreException rejected =
                    catchThrowableOfType(FlagStoreException.class, () -> ledger.write(flag, value, write));
            assertThat(rejected)
                    .hasMessageContaining("'" + flag + "'")
                    .hasMessageContaining(reason)
                    .hasMessageContaining(remedy);
            assertThat(rejected.isOutcomeKnown()).isTrue();
        });
    }
}
