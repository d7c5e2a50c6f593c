package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagWrite;
import io.featureflags.test.BranchCalls;
import io.featureflags.test.Feature;
import io.featureflags.test.FeatureFlagsTest;
import io.featureflags.test.FeatureIsolation;
import io.featureflags.test.FeatureVariations;
import io.featureflags.test.TestFeatureFlags;
import io.featureflags.test.WithFeature;
import io.featureflags.test.WithFlagValue;
import io.featureflags.test.WithoutFeature;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@SpringBootTest
class CheckoutTests {

    @Autowired
    private Checkout checkout;

    @Test
    @WithFeature("new_checkout_flow")
    void newCode() {
        assertThat(checkout.checkout("ada")).isEqualTo("new checkout for ada");
    }

    @Test
    @WithoutFeature("new_checkout_flow")
    void legacyCode() {
        assertThat(checkout.checkout("ada")).isEqualTo("legacy checkout for ada");
    }

    @Test
    @WithFlagValue(flag = "new_checkout_flow", value = "{\"users\": [\"ada\"]}")
    void newCodeForOneUser() {
        assertThat(checkout.checkout("ada")).isEqualTo("new checkout for ada");
        assertThat(checkout.checkout("eve")).isEqualTo("legacy checkout for eve");
    }

    @FeatureVariations("new_checkout_flow")
    void eitherWay(@Feature("new_checkout_flow") boolean on) {
        assertThat(checkout.checkout("ada")).isEqualTo(on ? "new checkout for ada" : "legacy checkout for ada");
    }

    @Test
    void flagThatChangesWithinTheTest(@Autowired TestFeatureFlags flags) {
        flags.off("new_checkout_flow");
        checkout.checkout("ada");
        flags.on("new_checkout_flow");
        checkout.checkout("ada");
        assertThat(flags.branch("new_checkout_flow")).isEqualTo(new BranchCalls(1, 1));
    }

    @Test
    @FeatureIsolation
    void changeOfTheWholeApplication(@Autowired FeatureFlagAdmin admin) {
        admin.set("new_checkout_flow", "true", FlagWrite.by("release job"));
        assertThat(checkout.checkout("ada")).isEqualTo("new checkout for ada");
    }

    @Test
    void withoutSpring() {
        Checkout alone = TestFeatureFlags.off().on("new_checkout_flow").route(new Checkout());
        assertThat(alone.checkout("ada")).isEqualTo("new checkout for ada");
    }

    @Test
    void withAContextRunner() {
        new ApplicationContextRunner()
                .withConfiguration(FeatureFlagsTest.configurations())
                .withBean(Checkout.class)
                .run(context -> {
                    TestFeatureFlags.of(context).on("new_checkout_flow");
                    assertThat(context.getBean(Checkout.class).checkout("ada")).isEqualTo("new checkout for ada");
                });
    }
}
