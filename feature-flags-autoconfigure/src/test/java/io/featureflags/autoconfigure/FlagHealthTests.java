package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.telemetry.FeatureFlagsHealthIndicator;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.RedisProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** The health of flags in a whole application on real Redis. */
class FlagHealthTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final RedisProcess redis = RedisProcess.start();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(
                    DataRedisAutoConfiguration.class,
                    HealthContributorRegistryAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    HealthEndpointAutoConfiguration.class))
            .withPropertyValues(
                    "spring.data.redis.port=" + redis.port(),
                    "feature-flags.redis.startup-wait=20s",
                    "feature-flags.flags.checkout.enabled=false",
                    "feature-flags.flags.basket.enabled=false",
                    "feature-flags.flags.search.enabled=false",
                    "management.endpoint.health.show-details=always");

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName("R19, R49: a Redis that loses its data and then goes away shows in the details, and the status is UP")
    void reportsAnOutageALossAndUnreadableValues() {
        redis.run("MSET", "feature:checkout", "true", "feature:basket", "true", "feature:search", "nonsense");
        runner.run(context -> {
            assertThat(details(context)).containsEntry("mode", "TRACKING").containsKeys("currentAt", "ageSeconds");
            assertThat(((Map<?, ?>) Objects.requireNonNull(details(context).get("unreadable"))).keySet())
                    .hasToString("[search]");
            redis.run("FLUSHALL");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(details(context)).containsEntry("vanishedCount", 3));

            redis.kill();
            await().atMost(LIMIT)
                    .until(() -> context.getBean(FlagStore.class).status().mode() == SyncMode.DOWN);
            assertThat(details(context)).containsEntry("mode", "DOWN").containsKey("lastError");
            assertThat(context.getBean(FeatureFlags.class)
                            .evaluate("checkout", EvaluationContext.anonymous())
                            .source())
                    .isEqualTo(Source.LAST_KNOWN);
        });
    }

    @Test
    void valueOfAnotherTypeIsReportedUntilItIsFixed() {
        redis.run("SET", "feature:checkout", "true");
        runner.run(context -> {
            redis.run("EVAL", "redis.call('DEL', KEYS[1]) redis.call('RPUSH', KEYS[1], 'x')", "1", "feature:checkout");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(details(context)).containsEntry("unreadableCount", 1));
            redis.run("SET", "feature:checkout", "true");
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(details(context)).doesNotContainKey("unreadable"));
        });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void misspeltValuesAreReportedAsInTheLog(CapturedOutput output) {
        redis.run("MSET", "feature:checkout", "{\"allowed\": [\"ada\"]}", "feature:basket", "yes");
        runner.run(context -> {
            String field = "field 'allowed' is unknown (did you mean 'users'?)";
            String value =
                    "a value must be true, false, a percentage such as 10%, or a JSON object (did you mean true?)";

            assertThat(details(context)).containsEntry("unreadable", Map.of("checkout", field, "basket", value));
            assertThat(output)
                    .containsOnlyOnce("Redis key feature:checkout is not understood: " + field)
                    .containsOnlyOnce("Redis key feature:basket is not understood: " + value);
        });
    }

    @Test
    void isAbsentIfDisabled() {
        runner.withPropertyValues("management.health.featureflags.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(FeatureFlagsHealthIndicator.class));
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with())
                .withPropertyValues("feature-flags.store=memory")
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("featureFlagsHealthIndicator"));
    }

    private static Map<String, Object> details(ApplicationContext context) {
        Object health = context.getBean(HealthEndpoint.class).healthForPath("featureFlags");
        IndicatedHealthDescriptor descriptor = (IndicatedHealthDescriptor) Objects.requireNonNull(health);
        assertThat(descriptor.getStatus()).isEqualTo(Status.UP);
        return Objects.requireNonNull(descriptor.getDetails());
    }
}
