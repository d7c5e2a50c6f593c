package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.test.FeatureFlagsTest;
import io.featureflags.test.TestFeatureFlags;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ButtonColorsTests {

    @Test
    void aClientGetsTheValueOfTheVariant() {
        new ApplicationContextRunner()
                .withConfiguration(FeatureFlagsTest.configurations())
                .withBean(ButtonColors.class)
                .withPropertyValues("feature-flags.flags.button_color.enabled=false")
                .run(context -> {
                    ButtonColors colors = context.getBean(ButtonColors.class);
                    assertThat(colors.colorFor("ada", "AT")).isEqualTo("blue");
                    TestFeatureFlags.of(context)
                            .set(
                                    "button_color",
                                    "{\"enabled\":true,\"variants\":[{\"name\":\"calm\",\"value\":\"green\"},"
                                            + "{\"name\":\"loud\",\"value\":\"red\",\"users\":[\"ada\"],\"weight\":0}]}");
                    assertThat(colors.colorFor("ada", "AT")).isEqualTo("red");
                    assertThat(colors.colorFor("eve", "AT")).isEqualTo("green");
                });
    }
}
