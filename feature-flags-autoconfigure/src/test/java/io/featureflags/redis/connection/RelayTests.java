package io.featureflags.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.featureflags.testing.TcpRelay;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A healthy Redis behind a faulty network. */
@Tag("waiting")
class RelayTests {

    private final RedisProcess redis = RedisProcess.start();

    private final TcpRelay relay = TcpRelay.to(redis.port());

    private final ApplicationContextRunner runner = Shop.on(relay.port());

    @AfterEach
    void stop() {
        relay.close();
        redis.close();
    }

    @Test
    void slowNetworkOnlySlowsDown() {
        long seed = System.nanoTime();
        System.out.println("RelayTests seed " + seed);
        Random random = new Random(seed);
        runner.withPropertyValues("feature-flags.redis.timeout=5s").run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            for (int change = 0; change < 12; change++) {
                relay.delay(Duration.ofMillis(random.nextInt(50, 201)));
                boolean value = random.nextBoolean();
                redis.run("SET", "feature:checkout", Boolean.toString(!value));
                redis.run("SET", "feature:checkout", Boolean.toString(value));
                redis.run("SET", "feature:last", "{\"percentage\": " + (change % 2 == 0 ? 100 : 0) + "}");
                shop.awaitEnabled("last", change % 2 == 0);
                shop.awaitEnabled("checkout", value);
            }
            assertThat(shop.status().mode()).isEqualTo(SyncMode.TRACKING);
            assertThat(shop.source("checkout")).isEqualTo(Source.REDIS);
        });
    }

    @Test // R07
    void blackHoleIsNoticedAndItsChangesAppearAfterIt() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            relay.drop();
            redis.run("SET", "feature:checkout", "false");
            shop.awaitSource("checkout", Source.LAST_KNOWN);
            assertThat(shop.isEnabled("checkout")).isTrue();
            Shop.holds("on while away", Duration.ofSeconds(2), () -> shop.isEnabled("checkout"));
            relay.heal();
            long healed = System.nanoTime();

            shop.awaitEnabled("checkout", false);
            assertThat(Duration.ofNanos(System.nanoTime() - healed)).isLessThan(Duration.ofSeconds(10));
            shop.awaitMode(SyncMode.TRACKING);
        });
    }

    @Test // R07
    void reportsLostOnALiveConnectionAreRecoveredByReadingAll() {
        runner.withPropertyValues("feature-flags.redis.reconcile-interval=1s").run(context -> {
            Shop shop = Shop.of(context);
            for (int round = 0; round < 4; round++) {
                boolean value = round % 2 == 0;
                shop.awaitMode(SyncMode.TRACKING);
                relay.drop();
                redis.run("SET", "feature:checkout", Boolean.toString(value));
                relay.heal();
                shop.awaitEnabled("checkout", value);
            }
        });
    }

    @Test
    void halfClosedConnectionIsReplaced() {
        runner.run(context -> {
            Shop shop = Shop.of(context);
            for (int round = 0; round < 4; round++) {
                boolean value = round % 2 == 0;
                shop.awaitMode(SyncMode.TRACKING);
                relay.halfClose();
                redis.run("SET", "feature:checkout", Boolean.toString(value));
                shop.awaitEnabled("checkout", value);
            }
        });
    }

    @Test // R07
    void repeatedlyCutConnectionsLoseNoChange() {
        List<String> names =
                IntStream.range(0, 20).mapToObj(flag -> "flag" + flag).toList();
        runner.run(context -> {
            Shop shop = Shop.of(context);
            for (int round = 0; round < 20; round++) {
                String value = Boolean.toString(round % 2 == 0);
                for (String name : names) {
                    redis.run("SET", "feature:" + name, value);
                    if (name.endsWith("7")) {
                        relay.cut();
                    }
                }
                Shop.soon("all are " + value)
                        .until(() ->
                                names.stream().allMatch(name -> shop.isEnabled(name) == Boolean.parseBoolean(value)));
            }
            shop.awaitMode(SyncMode.TRACKING);
        });
    }

    @Test // R06, R25
    void startsWithARefusedPortAndFollowsAfterManyFailures() {
        redis.run("SET", "feature:checkout", "true");
        relay.refuse();
        runner.run(context -> {
            Shop shop = Shop.of(context);
            assertThat(shop.source("checkout")).isEqualTo(Source.CONFIGURATION);
            Shop.holds("off while refused", Duration.ofSeconds(3), () -> !shop.isEnabled("checkout"));
            relay.heal();
            shop.awaitEnabled("checkout", true);

            relay.refuse();
            shop.awaitMode(SyncMode.DOWN);
            redis.run("SET", "feature:checkout", "false");
            Shop.holds("on while refused", Duration.ofSeconds(2), () -> shop.isEnabled("checkout"));
            relay.heal();
            shop.awaitEnabled("checkout", false);
            shop.awaitMode(SyncMode.TRACKING);
        });
    }

    @Test // R06, R07
    void startsInABlackHoleAndFollowsAfterIt() {
        redis.run("SET", "feature:checkout", "true");
        relay.drop();
        runner.withPropertyValues("feature-flags.redis.startup-wait=100ms").run(context -> {
            Shop shop = Shop.of(context);
            assertThat(shop.source("checkout")).isEqualTo(Source.CONFIGURATION);
            shop.awaitMode(SyncMode.DOWN);
            relay.heal();

            shop.awaitEnabled("checkout", true);
            shop.awaitMode(SyncMode.TRACKING);
        });
    }
}
