package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagWrite;
import io.featureflags.Source;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Writes on Jedis while masters change, and many deletions. Runs separately, with its own class path. */
@Tag("jedis")
@ExtendWith(OutputCaptureExtension.class)
class JedisFailoverTests {

    private static final List<String> FLAGS = List.of("one", "two", "three", "four", "five");

    private final ApplicationContextRunner runner = Shop.withFlags(FLAGS)
            .withPropertyValues(
                    "feature-flags.redis.poll-interval=20ms",
                    "feature-flags.audit.max-entries=100000",
                    "spring.data.redis.client-type=jedis");

    @Test
    void writesContinueThroughFailoversOfSentinel() {
        FailoverWrites.throughSentinel(runner);
    }

    @Test
    void writesContinueThroughFailoversOfACluster() {
        FailoverWrites.throughCluster(runner);
    }

    @Test
    void manyDeletionsByTheApiAreIntendedAndAFlushIsNot(CapturedOutput output) {
        try (RedisProcess redis = RedisProcess.start()) {
            ApplicationContextRunner onOne = runner.withPropertyValues("spring.data.redis.port=" + redis.port());
            onOne.run(one -> onOne.run(other -> {
                List<Shop> both = List.of(Shop.of(one), Shop.of(other));
                FeatureFlagAdmin admin = one.getBean(FeatureFlagAdmin.class);
                FLAGS.forEach(flag -> admin.set(flag, "true", FlagWrite.by("ada")));
                both.forEach(shop -> awaitAll(shop, Source.REDIS));
                FLAGS.forEach(flag -> admin.delete(flag, FlagWrite.by("ada")));
                both.forEach(shop -> awaitAll(shop, Source.CONFIGURATION));
                assertThat(output).doesNotContain("are gone from the store");

                FLAGS.forEach(flag -> admin.set(flag, "true", FlagWrite.by("ada")));
                both.forEach(shop -> awaitAll(shop, Source.REDIS));
                redis.run("FLUSHALL");
                both.forEach(shop -> awaitAll(shop, Source.LAST_KNOWN));
            }));
        }
    }

    private static void awaitAll(Shop shop, Source source) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> FLAGS.stream().allMatch(flag -> shop.source(flag) == source));
    }
}
