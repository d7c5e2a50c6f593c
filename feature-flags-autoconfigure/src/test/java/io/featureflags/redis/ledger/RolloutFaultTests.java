package io.featureflags.redis.ledger;

import static io.featureflags.redis.ledger.RolloutBatches.at;
import static io.featureflags.redis.ledger.RolloutBatches.calls;
import static io.featureflags.redis.ledger.RolloutBatches.failed;
import static io.featureflags.redis.ledger.RolloutBatches.next;
import static io.featureflags.redis.ledger.RolloutBatches.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.spi.RolloutStore;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A Redis that rejects, hangs or dies while calls are counted: a clear error, and each batch counts once. */
class RolloutFaultTests {

    /** Those for changing flags, and those that plans need in addition, as docs/redis.md lists them. */
    private static final List<String> PERMISSIONS = List.of(
            "~feature:*",
            "~audit:*",
            "~audit-last:*",
            "~rollout*",
            "+eval",
            "+evalsha",
            "+type",
            "+get",
            "+set",
            "+del",
            "+xadd",
            "+xrevrange",
            "+time",
            "+hincrby",
            "+hset",
            "+hget",
            "+hgetall",
            "+hdel",
            "+setbit",
            "+bitcount",
            "+expire");

    private final RedisProcess redis = RedisProcess.start();

    private final LettuceConnectionFactory source = LedgerServers.lettuce(redis.port());

    private final RedisFlagLedger ledger = LedgerServers.ledger(source, LedgerServers::ignore);

    private final LettuceConnectionFactory sourceOfUser;

    private final RedisFlagLedger limited;

    RolloutFaultTests() {
        RedisStandaloneConfiguration target = new RedisStandaloneConfiguration("127.0.0.1", redis.port());
        target.setUsername("shop");
        target.setPassword("secret");
        sourceOfUser = new LettuceConnectionFactory(target);
        sourceOfUser.afterPropertiesSet();
        limited = LedgerServers.ledger(sourceOfUser, LedgerServers::ignore);
    }

    @BeforeEach
    void start() {
        ledger.write("a", plan(1), FlagWrite.by("ada"));
    }

    @AfterEach
    void stop() {
        ledger.stop();
        limited.stop();
        source.destroy();
        sourceOfUser.destroy();
        redis.close();
    }

    @Test
    void countsUseOneScriptEachAndOneConnection() {
        RolloutBatch[] batch = {failed(at(1), List.of(1), List.of(2))};
        count(batch[0]);
        redis.run("CONFIG", "RESETSTAT");
        String connection = connection();
        for (int i = 0; i < 10; i++) {
            batch[0] = next(batch[0]);
            count(batch[0]);
        }
        assertThat(Shop.calls(redis, "evalsha")).isEqualTo(10);
        assertThat(Shop.calls(redis, "eval")).isZero();
        Shop.soon("counts for longer than writes use a connection")
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    batch[0] = next(batch[0]);
                    count(batch[0]);
                    return batch[0].number() > 15;
                });
        assertThat(connection()).isEqualTo(connection);

        ledger.write("b", "true", FlagWrite.by("ada"));
        assertThat(connection()).as("a write looks up the master").isNotEqualTo(connection);
        Shop.soon("closed when idle").until(() -> connection().isEmpty());
    }

    @Test
    void userWithTheListedPermissionsCounts() {
        allow("none");
        RolloutStore rollouts = limited.rollouts();
        RolloutProgress counted = Objects.requireNonNull(rollouts.count("a", failed(at(1), List.of(1), List.of(2))));
        assertThat(Objects.requireNonNull(rollouts.progress("a")).present()).isEqualTo(counted.present());
        limited.write("a", plan(5), FlagWrite.by("ada"));
        assertThat(rollouts.count("a", calls(next(at(5)), 1, 1))).isNotNull();
    }

    @Test
    void permissionsAreThoseOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("../docs/redis.md"));
        assertThat(List.of(page.split("[ `]"))).containsAll(PERMISSIONS);
    }

    /** Else a plan would advance by calls whose failures are not counted. */
    @Test
    void withoutAPermissionNothingIsCounted() {
        List<String> forWritesOnly = List.of("+del", "+xadd");
        for (String missing : PERMISSIONS) {
            if (forWritesOnly.contains(missing)) {
                continue;
            }
            allow(missing);
            redis.run("DEL", "rollout:{feature:a}", "rollout-users:{feature:a}");
            for (RolloutBatch batch : List.of(calls(at(1), 10, 10), failed(at(1), List.of(1), List.of(2)))) {
                redis.run("SCRIPT", "FLUSH");
                assertThat(rejected(limited, batch))
                        .as("without %s", missing)
                        .hasMessageContaining("The rollout of feature flag 'a' cannot be counted")
                        .hasMessageContaining("The user of Redis lacks a permission: see docs/redis.md");
                assertThat(ledger.rollouts().progress("a"))
                        .as("without %s", missing)
                        .isNull();
            }
        }
    }

    @Test
    void keysOfOtherTypesAreRejected() {
        redis.run("SET", "rollout:{feature:a}", "x");
        assertThat(rejected(ledger, at(1))).hasMessageContaining("WRONGTYPE key rollout:{feature:a} is a string");
        redis.run("DEL", "rollout:{feature:a}");
        redis.run("RPUSH", "rollout-users:{feature:a}", "x");
        assertThat(rejected(ledger, at(1))).hasMessageContaining("WRONGTYPE key rollout-users:{feature:a} is a list");
        assertThat(redis.run("EXISTS", "rollout:{feature:a}")).isEqualTo("0");
    }

    @Test
    void fullMemoryCountsNothing() {
        redis.run("CONFIG", "SET", "maxmemory", "1");
        assertThat(rejected(ledger, calls(at(1), 1, 1))).hasMessageContaining("OOM");
        redis.run("CONFIG", "SET", "maxmemory", "0");
        assertThat(ledger.rollouts().progress("a")).isNull();
        assertThat(count(calls(at(1), 1, 1)).present().counts().newCalls()).isEqualTo(1);
    }

    @Test
    void lostAnswerIsRecovered() {
        RolloutBatch batch = failed(at(1), List.of(1), List.of(2));
        count(batch);
        redis.freeze();
        CompletableFuture<RolloutProgress> counted = CompletableFuture.supplyAsync(() -> count(next(batch)));
        Shop.holds("not answered", Duration.ofMillis(700), () -> !counted.isDone());
        redis.thaw();

        assertThat(counted).succeedsWithin(Duration.ofSeconds(10));
        assertThat(counted.join().present().counts().newCalls()).isEqualTo(2);
    }

    @Test
    void frozenRedisFailsInTimeAndTheSameBatchCountsOnce() {
        RolloutBatch batch = calls(at(1), 10, 20);
        count(batch);
        redis.freeze();
        long start = System.nanoTime();
        assertThat(rejected(ledger, next(batch))).hasMessageContaining("Redis does not answer");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        redis.thaw();

        Shop.soon("counted").ignoreExceptions().until(() -> count(next(batch)) != null);
        assertThat(count(next(batch)).present().counts().newCalls()).isEqualTo(20);
    }

    @Test
    void killedConnectionIsReplaced() {
        RolloutBatch batch = calls(at(1), 10, 20);
        count(batch);
        redis.run("CLIENT", "KILL", "TYPE", "normal");

        assertThat(count(next(batch)).present().counts().newCalls()).isEqualTo(20);
    }

    private RolloutProgress count(RolloutBatch batch) {
        return Objects.requireNonNull(ledger.rollouts().count("a", batch));
    }

    private static FlagStoreException rejected(RedisFlagLedger ledger, RolloutBatch batch) {
        return catchThrowableOfType(
                FlagStoreException.class, () -> ledger.rollouts().count("a", batch));
    }

    private void allow(String missing) {
        List<String> command = new ArrayList<>(
                List.of("ACL", "SETUSER", "shop", "on", ">secret", "resetkeys", "-@all", "+hello", "+client|setname"));
        PERMISSIONS.stream().filter(each -> !each.equals(missing)).forEach(command::add);
        redis.run(command.toArray(String[]::new));
    }

    /** Returns the id of the ledger's connection; empty without one. */
    private String connection() {
        return Pattern.compile("id=(\\d+) .* name=shop-flags-audit ")
                .matcher(redis.run("CLIENT", "LIST"))
                .results()
                .map(found -> found.group(1))
                .reduce("", String::concat);
    }
}
