package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.FeatureFlags;
import io.featureflags.redis.RedisFlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** R19: an outage of Redis does not take the application out of rotation. */
@Tag("waiting")
class HealthTests {

    private final RedisProcess redis = RedisProcess.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class HealthApplication {}

    @Test
    void applicationIsReadyAndHealthyWithoutRedis() {
        redis.run("SET", "feature:checkout", "true");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(HealthApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.data.redis.port=" + redis.port(),
                        "feature-flags.redis.startup-wait=10s",
                        "feature-flags.flags.checkout.enabled=false",
                        "management.endpoint.health.probes.enabled=true",
                        "management.health.redis.enabled=false")
                .run()) {
            redis.kill();
            await().until(() -> context.getBean(RedisFlagStore.class).status().mode() == SyncMode.DOWN);

            HealthEndpoint health = context.getBean(HealthEndpoint.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            assertThat(Objects.requireNonNull(health.healthForPath("readiness")).getStatus())
                    .isEqualTo(Status.UP);
            assertThat(Objects.requireNonNull(health.healthForPath("liveness")).getStatus())
                    .isEqualTo(Status.UP);
            assertThat(context.getBean(FeatureFlags.class).isEnabled("checkout"))
                    .isTrue();
        }
    }
}
