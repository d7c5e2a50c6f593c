package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.Source;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** R55: applications that share a Redis, each with its own prefix. */
@Tag("waiting")
class PrefixTests {

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner shop = runner("shop:");

    private final ApplicationContextRunner billing = runner("billing:");

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName("R55: two applications with other prefixes never see each other's flags")
    void neverSeeEachOther() {
        shop.run(one -> billing.run(other -> {
            Shop shop = Shop.of(one);
            Shop billing = Shop.of(other);
            for (boolean on : new boolean[] {true, false, true}) {
                redis.run("MSET", "shop:checkout", "" + on, "billing:checkout", "" + !on);
                shop.awaitAgreement(Map.of("checkout", on));
                billing.awaitAgreement(Map.of("checkout", !on));
            }
            redis.run("DEL", "shop:checkout");
            shop.awaitSource("checkout", Source.CONFIGURATION);
            assertThat(billing.source("checkout")).isEqualTo(Source.REDIS);

            redis.run("SET", "shop:only_here", "true");
            await().until(() -> shop.isEnabled("only_here"));
            redis.run("SET", "billing:marker", "true");
            await().until(() -> billing.isEnabled("marker"));
            assertThat(billing.isEnabled("only_here")).isFalse();
            assertThat(billing.source("only_here")).isEqualTo(Source.NONE);
        }));
    }

    @Test
    @DisplayName("R55: changes under one prefix cause no reads under the other")
    void changesUnderOnePrefixCauseNoReadsUnderTheOther() {
        // Neither reconciles during the test: each read has a reported change as its reason.
        shop.withPropertyValues("feature-flags.redis.reconcile-interval=1h").run(context -> {
            Shop shop = Shop.of(context);
            shop.awaitMode(SyncMode.TRACKING);
            redis.run("SET", "shop:checkout", "true");
            shop.awaitAgreement(Map.of("checkout", true));
            long reads = reads();
            redis.run(
                    "EVAL",
                    "for i = 1, 10000 do redis.call('SET', KEYS[1], i) redis.call('DEL', KEYS[1]) end",
                    "1",
                    "billing:checkout");
            redis.run("SET", "shop:checkout", "false"); // By then, all earlier reports have been read.
            shop.awaitAgreement(Map.of("checkout", false));
            // One for the flag itself, and a few for its audit trail.
            assertThat(reads() - reads).isBetween(1L, 10L);
        });
    }

    private ApplicationContextRunner runner(String prefix) {
        return Shop.withFlags(List.of("checkout"))
                .withPropertyValues(
                        "spring.data.redis.port=" + redis.port(), "feature-flags.redis.key-prefix=" + prefix);
    }

    private long reads() {
        return redis.run("INFO", "commandstats")
                .lines()
                .filter(line -> line.matches("cmdstat_m?get:.*"))
                .flatMap(line -> Arrays.stream(line.split("[:,]")))
                .filter(field -> field.startsWith("calls="))
                .mapToLong(field -> Long.parseLong(field.substring("calls=".length())))
                .sum();
    }
}
