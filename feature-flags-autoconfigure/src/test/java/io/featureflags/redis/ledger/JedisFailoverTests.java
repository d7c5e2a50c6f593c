package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagWrite;
import io.featureflags.Source;
import io.featureflags.testing.FollowingApplication;
import io.featureflags.testing.RedisProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Writes by way of Jedis while masters change, and many deletions: run by itself, on a class path of its own. */
@Tag("jedis")
@ExtendWith(OutputCaptureExtension.class)
class JedisFailoverTests {

    private static final List<String> FLAGS = List.of("one", "two", "three", "four", "five");

    private final ApplicationContextRunner runner = FollowingApplication.runner(FLAGS)
            .withPropertyValues(
                    "feature-flags.redis.poll-interval=20ms",
                    "feature-flags.audit.max-entries=100000",
                    "spring.data.redis.client-type=jedis");

    @Test
    void writesGoOnThroughFailoversOfSentinel() {
        FailoverWrites.throughSentinel(runner);
    }

    @Test
    void writesGoOnThroughFailoversOfACluster() {
        FailoverWrites.throughCluster(runner);
    }

    @Test
    void deletionsByTheApiAreMeantHoweverManyAndAFlushIsNone(CapturedOutput output) {
        try (RedisProcess redis = RedisProcess.start()) {
            ApplicationContextRunner onOne = runner.withPropertyValues("spring.data.redis.port=" + redis.port());
            onOne.run(one -> onOne.run(other -> {
                List<FollowingApplication> both = List.of(FollowingApplication.of(one), FollowingApplication.of(other));
                FeatureFlagAdmin admin = one.getBean(FeatureFlagAdmin.class);
                FLAGS.forEach(flag -> admin.set(flag, "true", FlagWrite.by("ada")));
                both.forEach(app -> awaitAll(app, Source.REDIS));
                FLAGS.forEach(flag -> admin.delete(flag, FlagWrite.by("ada")));
                both.forEach(app -> awaitAll(app, Source.CONFIGURATION));
                assertThat(output).doesNotContain("are gone from the store");

                FLAGS.forEach(flag -> admin.set(flag, "true", FlagWrite.by("ada")));
                both.forEach(app -> awaitAll(app, Source.REDIS));
                redis.run("FLUSHALL");
                both.forEach(app -> awaitAll(app, Source.LAST_KNOWN));
            }));
        }
    }

    private static void awaitAll(FollowingApplication app, Source source) {
        await().atMost(Duration.ofSeconds(30)).until(() -> FLAGS.stream().allMatch(flag -> app.source(flag) == source));
    }
}
