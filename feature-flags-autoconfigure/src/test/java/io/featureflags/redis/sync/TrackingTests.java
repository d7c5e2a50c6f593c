package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Changes that Redis reports, and those that it does not. Without a report, flags are read only once an hour here. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class TrackingTests {

    private static final String SET_BY_SCRIPT = "redis.call('SET', KEYS[1], 'true')";

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.on(redis.port());

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test // R16
    void everyKindOfWriteIsReported() {
        runner.run(context -> {
            Shop shop = Shop.of(context);
            for (List<String> write : List.of(
                    List.of("SET", "feature:checkout", "true"),
                    List.of("MSET", "feature:another", "true", "feature:checkout", "true"),
                    List.of("GETSET", "feature:checkout", "true"),
                    List.of("COPY", "feature:spare", "feature:checkout", "REPLACE"),
                    List.of("RENAME", "feature:spare", "feature:checkout"),
                    List.of("RENAME", "elsewhere", "feature:checkout"),
                    List.of("EVAL", SET_BY_SCRIPT, "1", "feature:checkout"))) {
                redis.run("MSET", "feature:checkout", "false", "feature:spare", "true", "elsewhere", "true");
                shop.awaitEnabled("checkout", false);
                redis.run(write.toArray(String[]::new));
                Shop.soon("reported: " + write).until(() -> shop.isEnabled("checkout"));
            }
        });
    }

    @Test
    void everyKindOfRemovalIsReported() {
        runner.run(context -> {
            Shop shop = Shop.of(context);
            for (List<String> removal : List.of(
                    List.of("DEL", "feature:checkout"),
                    List.of("UNLINK", "feature:checkout"),
                    List.of("GETDEL", "feature:checkout"),
                    List.of("RENAME", "feature:checkout", "elsewhere"),
                    List.of("MOVE", "feature:checkout", "1"),
                    List.of("EXPIREAT", "feature:checkout", "1"),
                    List.of("PEXPIRE", "feature:checkout", "200"),
                    List.of("SET", "feature:checkout", "true", "PX", "200"))) {
                redis.run("SET", "feature:checkout", "true");
                shop.awaitEnabled("checkout", true);
                redis.run(removal.toArray(String[]::new));
                Shop.soon("reported: " + removal).until(() -> shop.source("checkout") == Source.CONFIGURATION);
            }
        });
    }

    @Test
    void transactionIsReportedAsAWhole() {
        redis.run("MSET", "feature:checkout", "false", "feature:other", "false");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            context.getBean(StringRedisTemplate.class).execute((RedisCallback<Boolean>) connection -> {
                connection.multi();
                connection.stringCommands().set(bytes("feature:checkout"), bytes("true"));
                connection.stringCommands().set(bytes("feature:other"), bytes("true"));
                connection.exec();
                return true;
            });

            shop.awaitEnabled("checkout", true);
            shop.awaitEnabled("other", true);
        });
    }

    @Test
    void thousandsOfKeysWrittenAtOnceAreReadTogether() {
        List<String> names =
                IntStream.range(0, 5_000).mapToObj(flag -> "flag" + flag).toList();
        runner.run(context -> {
            Shop shop = Shop.of(context);
            long before = Shop.calls(redis, "mget");
            for (String value : List.of("true", "false", "true")) {
                writeAll(names, value);
            }
            redis.run("SET", "feature:checkout", "true");

            shop.awaitEnabled("checkout", true);
            Shop.soon("all are on").until(() -> names.stream().allMatch(shop::isEnabled));
            assertThat(Shop.calls(redis, "mget") - before).isLessThan(100);
            writeAll(names, "false");
            Shop.soon("all are off").until(() -> names.stream().noneMatch(shop::isEnabled));
        });
    }

    @Test
    void newNameHasItsValueAtTheFirstCheck() {
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            redis.run("SET", "feature:brand_new", "true");
            redis.run("SET", "feature:checkout", "true");
            shop.awaitEnabled("checkout", true);

            assertThat(shop.isEnabled("brand_new")).isTrue();
        });
    }

    @Test
    void otherKeysAreNotRead() {
        runner.run(context -> {
            Shop shop = Shop.of(context);
            redis.run("SET", "feature:no flag's name", "true");
            redis.run("SET", "features", "true");
            redis.run("SET", "feature:checkout", "true");

            shop.awaitEnabled("checkout", true);
            assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);
        });
    }

    @Test
    void sameKeyInAnotherDatabaseIsAnotherKey() {
        redis.run("SET", "feature:checkout", "false");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            inDatabaseOne(SET_BY_SCRIPT);
            redis.run("SET", "feature:other", "true");

            shop.awaitEnabled("other", true);
            assertThat(shop.isEnabled("checkout")).isFalse();
            assertThat(shop.source("checkout")).isEqualTo(Source.REDIS);
        });
    }

    @Test
    void swappedDatabasesAreNoticedAndTrackingIsRestored(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "false");
        inDatabaseOne(SET_BY_SCRIPT);
        runner.withPropertyValues("feature-flags.redis.reconcile-interval=500ms")
                .run(context -> {
                    Shop shop = Shop.of(context);
                    shop.awaitMode(SyncMode.TRACKING);
                    redis.run("SWAPDB", "0", "1");

                    shop.awaitEnabled("checkout", true);
                    Shop.soon("logged")
                            .untilAsserted(() -> assertThat(output)
                                    .containsOnlyOnce("Client tracking is not active (Redis did not report the change"
                                            + " of checkout (unreported changes: 1)): feature flags are polled"));
                    shop.awaitMode(SyncMode.TRACKING);
                    assertThat(shop.status().reason()).isNull();
                    redis.run("SET", "feature:checkout", "false");
                    shop.awaitEnabled("checkout", false);
                    Shop.soon("logged")
                            .untilAsserted(() -> assertThat(output)
                                    .containsOnlyOnce("Client tracking is active: changes apply immediately"));
                });
    }

    @Test
    void reportedChangesDoNotEndTracking(CapturedOutput output) {
        runner.withPropertyValues("feature-flags.redis.reconcile-interval=10ms").run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            List<Boolean> values = new ArrayList<>(List.of(true));
            Shop.holds("tracks all changes", Duration.ofSeconds(3), () -> {
                values.add(0, !values.get(0));
                redis.run("SET", "feature:checkout", values.get(0).toString());
                return shop.status().mode() == SyncMode.TRACKING;
            });
            shop.awaitEnabled("checkout", values.get(0));
            assertThat(output).doesNotContain("did not report");
        });
    }

    @Test
    void valueTooLargeForTheTimeoutDoesNotAffectTheOthers(CapturedOutput output) {
        redis.run("MSET", "feature:checkout", "true", "feature:other", "false");
        try (TcpRelay relay = TcpRelay.to(redis.port())) {
            Shop.on(relay.port()).run(context -> {
                Shop shop = Shop.of(context);
                assertThat(shop.isEnabled("checkout")).isTrue();
                relay.delay(Duration.ofMillis(5)); // Per 16 kB, so that the value would take more than six seconds.
                redis.run("SETRANGE", "feature:checkout", "20000000", "x");

                followsOther(shop);
                shop.awaitSource("checkout", Source.LAST_KNOWN);
                assertThat(shop.isEnabled("checkout")).isTrue();
                redis.run("CLIENT", "KILL", "TYPE", "normal");
                followsOther(shop);
                shop.awaitMode(SyncMode.TRACKING);
                assertThat(output)
                        .containsOnlyOnce(
                                "Redis key feature:checkout cannot be read: it has more than the 1048576 bytes");
                redis.run("SET", "feature:checkout", "false");
                shop.awaitEnabled("checkout", false);
            });
        }
    }

    private void followsOther(Shop shop) {
        for (String value : List.of("true", "false", "true", "false")) {
            redis.run("SET", "feature:other", value);
            shop.awaitEnabled("other", Boolean.parseBoolean(value));
        }
    }

    private void writeAll(List<String> names, String value) {
        List<String> command = new ArrayList<>(List.of("MSET"));
        names.forEach(name -> command.addAll(List.of("feature:" + name, value)));
        redis.run(command.toArray(String[]::new));
    }

    private void inDatabaseOne(String script) {
        redis.run("EVAL", "redis.call('SELECT', 1) " + script, "1", "feature:checkout");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
