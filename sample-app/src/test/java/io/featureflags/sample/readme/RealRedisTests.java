package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.FeatureFlags;
import io.featureflags.test.AutoConfigureFeatureFlags;
import io.featureflags.test.WithFeature;
import io.featureflags.testing.RedisProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
@DirtiesContext // The server ends with the class.
@AutoConfigureFeatureFlags(replace = AutoConfigureFeatureFlags.Replace.NONE)
class RealRedisTests {

    private static final RedisProcess REDIS = RedisProcess.start();

    @Autowired
    private Checkout checkout;

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        properties.add("spring.data.redis.port", REDIS::port);
    }

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void redisDecides() {
        REDIS.run("SET", "feature:new_checkout_flow", "true");
        await().untilAsserted(() -> assertThat(checkout.checkout("ada")).isEqualTo("new checkout for ada"));
    }

    @Test
    @WithFeature("new_ui_layout")
    void testDecidesWithoutAWrite(@Autowired FeatureFlags flags) {
        assertThat(flags.isEnabled("new_ui_layout")).isTrue();
        assertThat(REDIS.call("GET", "feature:new_ui_layout")).isNull();
    }
}
