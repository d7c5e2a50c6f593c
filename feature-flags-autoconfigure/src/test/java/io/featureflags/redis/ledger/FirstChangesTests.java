package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.Source;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.ReceivedEvents;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** The first value of a flag that was absent is an entry; keys of other programs leave nothing. */
@ExtendWith(OutputCaptureExtension.class)
class FirstChangesTests {

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.on(redis.port());

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void firstSetRightAfterTheStartIsOneEntryForAllInstances() {
        runner.run(one -> runner.run(other -> {
            redis.run("SET", "feature:checkout", "true");
            runner.run(late -> {
                List.of(one, other, late).forEach(each -> Shop.of(each).awaitEnabled("checkout", true));
                awaitHistory(late, "checkout", "null > true");
                redis.run("DEL", "feature:checkout");
                awaitHistory(late, "checkout", "true > null", "null > true");
                redis.run("SET", "feature:checkout", "20%");
                awaitHistory(one, "checkout", "null > 20%", "true > null", "null > true");
            });
        }));
    }

    @Test
    void firstSetAfterALossOfDataIsAnEntry() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(one -> runner.run(other -> {
            Shop.awaitRecorded(redis, "checkout");
            awaitHistory(one, "checkout"); // Behind the first comparison of each instance, which makes no entry.
            awaitHistory(other, "checkout");
            redis.run("EVAL", "redis.call('FLUSHALL') redis.call('SET', KEYS[1], 'true')", "1", "feature:checkout");
            awaitHistory(one, "checkout", "null > true");
            redis.run("FLUSHALL");
            Shop.of(other).awaitMode(SyncMode.TRACKING);
            redis.run("SET", "feature:checkout", "30%");
            awaitHistory(other, "checkout", "null > 30%");
        }));
    }

    @Test
    void flushOfAnotherDatabaseIsNoChange() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop.of(context).awaitMode(SyncMode.TRACKING);
            Shop.awaitRecorded(redis, "checkout");
            redis.run("EVAL", "redis.call('SELECT', 1) redis.call('SET', 'x', 1) redis.call('FLUSHDB')", "0");
            redis.run("EVAL", "redis.call('SELECT', 1) redis.call('FLUSHDB')", "0");
            redis.run("SET", "feature:checkout", "false");
            awaitHistory(context, "checkout", "true > false");
        });
    }

    @Test
    void flushOfAnotherDatabaseIsNoChangeOfUndeclaredFlags() {
        redis.run("MSET", "feature:asked", "true", "feature:asked_too", "10%", "feature:asked_last", "false");
        runner.withBean(ReceivedEvents.class).run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            Shop.awaitRecorded(redis, "checkout");
            shop.awaitEnabled("asked", true);
            shop.awaitSource("asked_too", Source.REDIS);
            shop.awaitSource("asked_last", Source.REDIS);
            redis.run("EVAL", "redis.call('SELECT', 1) redis.call('FLUSHDB')", "0");
            redis.run("SET", "feature:checkout", "true"); // It is read after the flush.
            awaitHistory(context, "checkout", "null > true");

            assertThat(redis.run("KEYS", "audit*").lines())
                    .containsExactlyInAnyOrder("audit:{feature:checkout}", "audit-last:{feature:checkout}");
            redis.run("SET", "feature:asked_too", "20%");
            awaitHistory(context, "asked_too", "10% > 20%");
            redis.run("FLUSHDB");
            Shop.soon("lost")
                    .until(() ->
                            context.getBean(FlagCatalog.class).all().stream().anyMatch(FlagFacts::vanished));
            redis.run("SET", "feature:asked", "true");
            awaitHistory(context, "asked", "null > true");
        });
    }

    @Test
    void firstSetIsOneEntryWhenAllInstancesStartAtThatTime() {
        List<String> names = IntStream.range(0, 50).mapToObj(i -> "flag" + i).toList();
        ApplicationContextRunner many = runner.withPropertyValues(Shop.allOff(names));
        many.run(one -> {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> names.forEach(name -> {
                redis.run("SET", "feature:" + name, "true");
                LockSupport.parkNanos(10_000_000);
            }));
            many.run(two -> many.run(three -> {
                assertThat(writer).succeedsWithin(Duration.ofSeconds(30));
                names.forEach(name -> awaitHistory(three, name, "null > true"));
            }));
        });
    }

    @Test
    void userWithoutPermissionToEndRecordsStillRecords() {
        redis.run("ACL", "SETUSER", "shop", "on", ">secret", "~*", "+@all", "-pexpire", "-persist");
        runner.withPropertyValues("spring.data.redis.username=shop", "spring.data.redis.password=secret")
                .run(context -> {
                    Shop.of(context).awaitMode(SyncMode.TRACKING);
                    redis.run("SET", "feature:checkout", "true");
                    awaitHistory(context, "checkout", "null > true");
                    redis.run("DEL", "feature:checkout");
                    awaitHistory(context, "checkout", "true > null", "null > true");
                    redis.run("SET", "feature:checkout", "false");
                    awaitHistory(context, "checkout", "null > false", "true > null", "null > true");
                });
    }

    @Test
    void baselineOfAnotherInstanceDoesNotHideTheFirstSet() {
        runner.run(context -> {
            Shop.awaitRecorded(redis, "checkout");
            redis.run("MSET", "audit-last:{feature:checkout}", "=true", "feature:checkout", "true");
            awaitHistory(context, "checkout", "null > true");
        });
    }

    @Test
    void firstSetWhileNoInstanceRunsIsAnEntry() {
        runner.run(context -> Shop.awaitRecorded(redis, "checkout"));
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> awaitHistory(context, "checkout", "null > true"));
    }

    @Test
    void firstSetOfAnUndeclaredFlagIsAnEntry() {
        redis.run("SET", "feature:asked_present", "true");
        runner.withBean(ReceivedEvents.class).run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            assertThat(shop.isEnabled("asked")).isFalse();
            shop.awaitEnabled("asked_present", true);
            redis.run("SET", "feature:asked", "true");
            redis.run("SET", "feature:brand_new", "10%");
            redis.run("SET", "feature:asked_present", "false");
            awaitHistory(context, "asked", "null > true");
            awaitHistory(context, "brand_new", "null > 10%");
            awaitHistory(context, "asked_present", "true > false");
            Shop.soon("published")
                    .untilAsserted(() -> assertThat(
                                    context.getBean(ReceivedEvents.class).events())
                            .extracting(event -> event.flag() + ": " + event.before() + " > " + event.after())
                            .containsExactlyInAnyOrder(
                                    "asked: null > true", "brand_new: null > 10%", "asked_present: true > false"));
        });
    }

    @Test
    void recordOfAFlagEndsAfterTheFlag() {
        runner.withPropertyValues("feature-flags.audit.keep=1h").run(context -> {
            redis.run("SET", "feature:checkout", "true");
            awaitHistory(context, "checkout", "null > true");
            assertThat(remaining("audit:{feature:checkout}")).isEqualTo(-1);
            assertThat(remaining("audit-last:{feature:checkout}")).isEqualTo(-1);
            redis.run("DEL", "feature:checkout");
            awaitHistory(context, "checkout", "true > null", "null > true");
            assertThat(remaining("audit:{feature:checkout}")).isBetween(1L, 3_600_000L);
            assertThat(remaining("audit-last:{feature:checkout}")).isBetween(1L, 3_600_000L);
            redis.run("SET", "feature:checkout", "false");
            awaitHistory(context, "checkout", "null > false", "true > null", "null > true");
            assertThat(remaining("audit:{feature:checkout}")).isEqualTo(-1);
            assertThat(remaining("audit-last:{feature:checkout}")).isEqualTo(-1);
        });
    }

    @Test
    void keysOfOtherProgramsLeaveNothing(CapturedOutput output) {
        runner.run(context -> {
            Shop.of(context).awaitMode(SyncMode.TRACKING);
            Shop.awaitRecorded(redis, "checkout");
            int lines = lines(output);
            redis.run("CONFIG", "RESETSTAT");
            IntStream.range(0, 2000).forEach(i -> redis.run("INCR", "feature:stats:hits"));
            assertThat(Shop.calls(redis, "mget")).as("readings").isLessThan(500);
            // Before the next keys, since warnings of all share a limit.
            Shop.soon("warned")
                    .until(() -> output.toString().contains("Redis key feature:stats:hits is not understood"));
            IntStream.range(0, 300).forEach(i -> redis.run("SET", "feature:sess:" + i, "user " + i, "PX", "1"));
            redis.run("HSET", "feature:hash", "a", "b");
            redis.run("SET", "feature:checkout", "true");
            awaitHistory(context, "checkout", "null > true");

            assertThat(redis.run("KEYS", "audit*").lines())
                    .containsExactlyInAnyOrder("audit:{feature:checkout}", "audit-last:{feature:checkout}");
            assertThat(context.getBean(FlagCatalog.class).find("stats:hits")).isNull();
            assertThat(lines(output) - lines).isLessThanOrEqualTo(12);
        });
    }

    private static int lines(CapturedOutput output) {
        return (int) output.toString()
                .lines()
                .filter(line -> line.contains(" io.featureflags") || line.contains("WARN"))
                .count();
    }

    private long remaining(String key) {
        return Long.parseLong(redis.run("PTTL", key).trim());
    }

    private static void awaitHistory(ApplicationContext context, String flag, String... changesNewestFirst) {
        Shop.soon("recorded")
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(context.getBean(FeatureFlagAdmin.class).history(flag, 10))
                                .allMatch(entry -> entry.source() == ChangeSource.EXTERNAL)
                                .extracting((AuditEntry entry) -> entry.before() + " > " + entry.after())
                                .containsExactly(changesNewestFirst));
    }
}
