package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagWrite;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What a test writes is gone after it. */
@SpringBootTest
class AdminWriteTests {

    @RepeatedTest(3)
    void theNextTestStartsWithoutTheChange(@Autowired FeatureFlagAdmin admin, @Autowired FeatureFlags flags) {
        assertThat(flags.isEnabled("new_prices")).isFalse();
        assertThat(admin.history("new_prices", 10)).isEmpty();
        admin.set("new_prices", "true", FlagWrite.by("ada"));
        assertThat(flags.isEnabled("new_prices")).isTrue();
    }
}
