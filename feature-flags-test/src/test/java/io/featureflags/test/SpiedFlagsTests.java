package io.featureflags.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagWrite;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** Spies of the application's beans can be verified, and answer as the test has set its flags. */
@SpringBootTest
class SpiedFlagsTests {

    @MockitoSpyBean
    private FeatureFlags flags;

    @MockitoSpyBean
    private FeatureFlagAdmin admin;

    @Autowired
    private Bakery.Oven oven;

    @Test
    @WithFeature("sourdough")
    void spyOfFlagsIsVerified() {
        assertThat(oven.routed()).isEqualTo("sourdough");
        verify(flags).route(eq("sourdough"), any(), any());
    }

    @Test
    void spyOfAdminIsVerified() {
        FlagWrite write = FlagWrite.by("baker");
        admin.set("sourdough", "true", write);
        assertThat(oven.bread()).isEqualTo("sourdough");
        verify(admin).set("sourdough", "true", write);
    }
}
