package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureFlags;
import io.featureflags.ValueEvaluation;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.FlagdScenario;
import io.featureflags.testing.SettableStore;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The scenarios of the flagd testbed, by the API. */
class FlagdScenarioTests {

    @Test
    void valuesAreThoseOfTheScenarios() {
        SettableStore store = new SettableStore();
        FlagdScenario.flags().forEach(store::set);
        new ApplicationContextRunner()
                .withConfiguration(FlagAutoConfigurations.with())
                .withBean(SettableStore.class, () -> store)
                .run(context -> {
                    FeatureFlags flags = context.getBean(FeatureFlags.class);
                    assertThat(FlagdScenario.all()).hasSizeGreaterThan(70).allSatisfy(scenario -> {
                        ValueEvaluation<Object> value =
                                flags.evaluateValue(scenario.flag(), scenario.otherwise(), scenario.context());
                        assertThat(value.value()).isEqualTo(FlagdScenario.exact(scenario.value()));
                        assertThat(value.variant()).isEqualTo(scenario.variant());
                        assertThat(value.reason()).hasToString(scenario.reason());
                        assertThat(String.valueOf(value.errorCode())).isEqualTo(String.valueOf(scenario.errorCode()));
                        assertThat(flags.<Object>value(scenario.flag(), scenario.otherwise(), scenario.context()))
                                .isEqualTo(value.value());
                    });
                });
    }
}
