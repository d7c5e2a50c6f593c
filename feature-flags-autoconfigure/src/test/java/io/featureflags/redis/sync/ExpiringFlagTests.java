package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A key that expires ends its flag at that time. */
@Tag("fault")
@ExtendWith(OutputCaptureExtension.class)
class ExpiringFlagTests {

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = Shop.on(redis.port());

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void expiryAppliesThoughRedisNeverReportsIt() {
        redis.run("DEBUG", "SET-ACTIVE-EXPIRE", "0"); // Like a server with many other keys that expire.
        runner.run(context -> {
            Shop shop = Shop.of(context);
            redis.run("SET", "feature:checkout", "true", "PX", "1500");
            shop.awaitEnabled("checkout", true);

            shop.awaitSource("checkout", Source.CONFIGURATION);
        });
    }

    @Test
    void expiryOfAPresentKeyFollowsItsChanges() {
        redis.run("DEBUG", "SET-ACTIVE-EXPIRE", "0");
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
