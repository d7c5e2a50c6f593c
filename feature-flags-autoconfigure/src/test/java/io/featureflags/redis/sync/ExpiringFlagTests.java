package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A key that expires ends its flag at that time. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class ExpiringFlagTests {

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.on(redis.port());

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void expiryAppliesInTimeAmongManyOtherKeys() {
        for (int from = 0; from < 200_000; from += 20_000) { // In parts, so that Redis answers in between.
            redis.run(
                    "EVAL",
                    "for i = 1, 20000 do redis.call('SET', 'other:' .. (ARGV[1] + i), 'x', 'EX', 3600) end",
                    "0",
                    Integer.toString(from));
        }
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            long slowest = 0;
            for (int attempt = 0; attempt < 3; attempt++) {
                long end = System.currentTimeMillis() + 1500; // The clock of the server, too.
                redis.run("SET", "feature:checkout", "true", "PXAT", Long.toString(end));
                shop.awaitEnabled("checkout", true);
                await().atMost(Duration.ofSeconds(20))
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> !shop.isEnabled("checkout"));
                slowest = Math.max(slowest, System.currentTimeMillis() - end);
            }
            System.out.println("expiry: the flag ended at most " + slowest + " ms after its key");
            assertThat(slowest).isBetween(0L, 1000L); // On an idle machine, 10 ms; a busy one must not fail it.
        });
    }

    @Test
    void expiryOfAPresentKeyFollowsItsChanges() {
        redis.run("SET", "feature:checkout", "true", "PX", "3600000");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitEnabled("checkout", true);
            redis.run("PEXPIRE", "feature:checkout", "500");
            redis.run("PERSIST", "feature:checkout");
            Shop.holds("persisted", Duration.ofSeconds(1), () -> shop.isEnabled("checkout"));
            redis.run("PEXPIRE", "feature:checkout", "500");

            shop.awaitSource("checkout", Source.CONFIGURATION);
        });
    }

    @Test
    void flagsThatExpireTogetherAreNoLoss(CapturedOutput output) {
        List<String> names = List.of("checkout", "second", "third", "fourth", "fifth");
        names.forEach(name -> redis.run("SET", "feature:" + name, "true"));
        runner.run(context -> {
            Shop shop = Shop.of(context);
            Shop.soon("all are on").until(() -> names.stream().allMatch(shop::isEnabled));
            String end = Long.toString(System.currentTimeMillis() / 1000 + 3);
            names.subList(0, 4).forEach(name -> redis.run("SET", "feature:" + name, "true", "EXAT", end));

            Shop.soon("four have ended")
                    .until(() -> names.subList(0, 4).stream().noneMatch(shop::isEnabled));
            assertThat(shop.isEnabled("fifth")).isTrue();
            names.subList(0, 4)
                    .forEach(name -> Shop.soon(name + " is recorded")
                            .until(() -> redis.run("GET", "audit-last:{feature:" + name + "}")
                                    .equals("-")));
            assertThat(names.subList(0, 4))
                    .allMatch(name ->
                            redis.run("XLEN", "audit:{feature:" + name + "}").contains("1"));
            assertThat(output).doesNotContain("gone from the store at once");
        });
    }

    @Test
    void polledFlagsThatExpireTogetherAreNoLoss(CapturedOutput output) {
        List<String> names = List.of("checkout", "second", "third");
        try (RedisProcess old = RedisProcess.start("--rename-command", "HELLO", "")) {
            Shop.on(old.port(), "feature-flags.redis.poll-interval=100ms").run(context -> {
                Shop shop = Shop.of(context);
                names.forEach(name -> old.run("SET", "feature:" + name, "true", "PX", "3000"));
                Shop.soon("all are on").until(() -> names.stream().allMatch(shop::isEnabled));

                Shop.soon("all have ended").until(() -> names.stream().noneMatch(shop::isEnabled));
                assertThat(shop.status().mode()).isEqualTo(SyncMode.POLLING);
                assertThat(output).doesNotContain("gone from the store at once");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TRACKING", "POLLING"})
    void severalInstancesRecordAnExpiryOnce(SyncMode mode) {
        String hello = mode == SyncMode.TRACKING ? "HELLO" : "";
        try (RedisProcess server = RedisProcess.start("--rename-command", "HELLO", hello)) {
            ApplicationContextRunner instance = Shop.on(server.port(), "feature-flags.redis.poll-interval=50ms")
                    .withPropertyValues(Stream.of("alone", "together", "twin", "third", "fourth")
                            .map(name -> "feature-flags.flags." + name + ".enabled=false")
                            .toArray(String[]::new));
            instance.run(one -> instance.run(two -> instance.run(three -> {
                List<Shop> all = List.of(Shop.of(one), Shop.of(two), Shop.of(three));
                all.forEach(shop -> shop.awaitMode(mode));
                assertRecordedOnce(server, all, List.of("alone"));
                assertRecordedOnce(server, all, List.of("together", "twin", "third", "fourth"));
            })));
        }
    }

    private static void assertRecordedOnce(RedisProcess server, List<Shop> all, List<String> names) {
        names.forEach(name -> server.run("SET", "feature:" + name, "true"));
        names.forEach(name -> all.forEach(shop -> shop.awaitEnabled(name, true)));
        names.forEach(name -> Shop.soon(name + " is recorded as on")
                .until(() ->
                        server.run("GET", "audit-last:{feature:" + name + "}").equals("=true")));
        String end = Long.toString(System.currentTimeMillis() + 1000);
        long[] before = names.stream().mapToLong(name -> entries(server, name)).toArray();
        names.forEach(name -> server.run("PEXPIREAT", "feature:" + name, end));
        names.forEach(name -> all.forEach(shop -> shop.awaitSource(name, Source.CONFIGURATION)));
        names.forEach(name -> Shop.soon(name + " is recorded")
                .until(() ->
                        server.run("GET", "audit-last:{feature:" + name + "}").equals("-")));
        // Longer than other instances wait for a record.
        Shop.holds("recorded once", Duration.ofMillis(2500), () -> {
            for (int i = 0; i < before.length; i++) {
                if (entries(server, names.get(i)) != before[i] + 1) {
                    return false;
                }
            }
            return true;
        });
    }

    private static long entries(RedisProcess server, String name) {
        return Long.parseLong(server.run("XLEN", "audit:{feature:" + name + "}"));
    }

    @Test
    void lastKnownValueEndsInTimeWhileRedisIsAway() {
        try (TcpRelay relay = TcpRelay.to(redis.port())) {
            Shop.on(relay.port()).run(context -> {
                Shop shop = Shop.of(context);
                redis.run("SET", "feature:checkout", "true", "PX", "4000");
                redis.run("SET", "feature:lasting", "true");
                shop.awaitEnabled("checkout", true);
                shop.awaitEnabled("lasting", true);
                relay.refuse();
                shop.awaitMode(SyncMode.DOWN);

                shop.awaitSource("checkout", Source.CONFIGURATION);
                assertThat(shop.status().mode()).isEqualTo(SyncMode.DOWN);
                assertThat(shop.source("lasting")).isEqualTo(Source.LAST_KNOWN);
            });
        }
    }

    @Test
    void flagsThatDoNotChangeCauseNoFurtherCommands() {
        redis.run("SET", "feature:checkout", "true");
        redis.run("SET", "feature:ending", "true", "EX", "3600");
        runner.withPropertyValues("feature-flags.redis.reconcile-interval=50ms").run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitEnabled("ending", true);
            shop.awaitMode(SyncMode.TRACKING);
            Shop.soon("the time is read").until(() -> Shop.calls(redis, "pttl") >= 2);
            long before = Shop.calls(redis, "pttl");
            Shop.holds("at rest", Duration.ofSeconds(1), () -> Shop.calls(redis, "pttl") == before);
        });
    }

    @Test
    void flagsAreFollowedWithoutThePermissionToReadTheirEnds() {
        redis.run("ACL", "SETUSER", "default", "-pttl");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            redis.run("SET", "feature:checkout", "true", "PX", "1500");
            shop.awaitEnabled("checkout", true);
            shop.awaitSource("checkout", Source.CONFIGURATION);
            assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);
        });
    }
}
