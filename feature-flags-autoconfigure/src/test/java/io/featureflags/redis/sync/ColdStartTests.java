package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** R49: an application that starts without Redis uses the last known values of its snapshot file. */
@Tag("waiting")
@ExtendWith(OutputCaptureExtension.class)
class ColdStartTests {

    private final RedisProcess redis = RedisProcess.start();

    @TempDir
    private Path folder;

    private Path file;

    private ApplicationContextRunner runner;

    @BeforeEach
    void configure() {
        file = folder.resolve("shop/flags.snapshot");
        runner = Shop.runner(
                "spring.data.redis.port=" + redis.port(),
                "feature-flags.snapshot.file=" + file,
                "feature-flags.flags.checkout.enabled=false");
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void lastKnownValuesApplyFromTheFirstCallOn(CapturedOutput output) {
        redis.run("SET", "feature:checkout", "true");
        redis.run("SET", "feature:only_in_redis", "{\"users\": [\"anna\"]}");
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            await().until(() -> flags.isEnabled("only_in_redis", EvaluationContext.of("anna")));
        });
        redis.kill();

        runner.withPropertyValues("feature-flags.redis.startup-wait=0").run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            assertThat(flags.isEnabled("checkout")).isTrue();
            assertThat(source(flags)).isEqualTo(Source.LAST_KNOWN);
            assertThat(flags.isEnabled("only_in_redis", EvaluationContext.of("anna")))
                    .isTrue();
            assertThat(flags.isEnabled("only_in_redis", EvaluationContext.of("ben")))
                    .isFalse();

            redis.restart();
            await().until(() -> source(flags) == Source.CONFIGURATION);
            assertThat(flags.isEnabled("checkout")).isFalse();
            assertThat(output).doesNotContain("gone from the store");
        });
    }

    @Test
    void valuesOfRedisWinIfItAnswers() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context ->
                await().until(() -> context.getBean(FeatureFlags.class).isEnabled("checkout")));
        redis.run("SET", "feature:checkout", "false");

        runner.withPropertyValues("feature-flags.redis.startup-wait=10s")
                .run(context ->
                        assertThat(source(context.getBean(FeatureFlags.class))).isEqualTo(Source.REDIS));
    }

    @Test
    void changesAreKeptWhileTheApplicationRuns() {
        runner.run(context -> {
            redis.run("SET", "feature:checkout", "12.5%");
            await().until(() -> Files.exists(file) && Files.readString(file).contains("12.5%"));
            redis.run("SET", "feature:checkout", "false");
            await().until(() -> !Files.readString(file).contains("12.5%"));
        });
    }

    @Test
    void brokenFileIsIgnoredWithAWarning(CapturedOutput output) throws IOException {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context ->
                await().until(() -> context.getBean(FeatureFlags.class).isEnabled("checkout")));
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 3));
        redis.kill();

        runner.run(context -> {
            assertThat(source(context.getBean(FeatureFlags.class))).isEqualTo(Source.CONFIGURATION);
            assertThat(output).containsOnlyOnce("The snapshot of feature flags " + file + " is ignored");
        });
    }

    @Test
    void withoutAFileNoValueIsKept() throws IOException {
        redis.run("SET", "feature:checkout", "true");
        runner.withPropertyValues("feature-flags.snapshot.file=")
                .run(context ->
                        await().until(() -> context.getBean(FeatureFlags.class).isEnabled("checkout")));

        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static Source source(FeatureFlags flags) {
        return flags.evaluate("checkout", EvaluationContext.anonymous()).source();
    }
}
