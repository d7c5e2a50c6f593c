package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureFlags;
import io.featureflags.testing.FlagAutoConfigurations;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;

class FlagPropertyNamesTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with())
            .withPropertyValues("feature-flags.store=memory");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feature-flags.flags.shop:x.enabled",
                "feature-flags.flags.shop.x.enabled",
                "feature-flags.flags.checkout.enabld"
            })
    void propertyThatWouldBeMisreadStopsTheStart(String property) {
        with(Map.of(property, "true"))
                .run(context -> assertThat(context.getStartupFailure())
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContaining(property)
                        .hasMessageContaining("must stand in brackets"));
    }

    @Test
    void bracketsWithAndWithoutADotAreAccepted() {
        with(Map.of(
                        "feature-flags.flags[a.b:c].enabled", "true",
                        "feature-flags.flags.[d.e].enabled", "true",
                        "feature-flags.flags.plain-name.owner", "team"))
                .run(context -> assertEnabled(context, "a.b:c", "d.e"));
    }

    @Test
    void namesInYamlAreAccepted() {
        runner.withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.config.location=classpath:/names.yml")
                .run(context ->
                        assertEnabled(context, "new_checkout_flow", "newUiLayout", "dark-mode", "shop.v2:beta"));
    }

    private static void assertEnabled(ApplicationContext context, String... names) {
        FeatureFlags flags = context.getBean(FeatureFlags.class);
        assertThat(names).allMatch(flags::isEnabled);
    }

    private ApplicationContextRunner with(Map<String, Object> properties) {
        return runner.withInitializer(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties)));
    }
}
