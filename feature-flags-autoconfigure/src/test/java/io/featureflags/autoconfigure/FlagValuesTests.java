package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.featureflags.BoundContext;
import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.FeatureFlags;
import io.featureflags.LiveValue;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.StepOutcome;
import io.featureflags.ValueEvaluation;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.stereotype.Component;

/** Values of variants, as an application gets them. */
class FlagValuesTests {

    private static final String COLOR = """
            {"enabled": true, "offVariant": "calm",
             "variants": [{"name": "calm", "value": "blue"},
                          {"name": "loud", "value": "red", "weight": 50, "users": ["grace"]}],
             "rules": [{"if": [{"attribute": "vip", "operator": "equals", "values": [true]}], "variant": "loud"}],
             "percentage": 100}""";

    private static final EvaluationContext GRACE = EvaluationContext.of("grace");

    private static final EvaluationContext NO_USER = EvaluationContext.anonymous();

    private final SettableStore store = new SettableStore();

    private final AtomicInteger requestedUsers = new AtomicInteger();

    private final EvaluationContextProvider users = () -> {
        requestedUsers.incrementAndGet();
        return GRACE;
    };

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with())
            .withBean(SettableStore.class, () -> store)
            .withBean(EvaluationContextProvider.class, () -> users);

    /** Keeps a handle, as a bean does. */
    @Component
    static class Theme {

        private final LiveValue<String> color;

        Theme(FlagRegistry flags) {
            this.color = flags.value("button_color", "grey");
        }
    }

    /** Calls during the start, so that all meters are registered as soon as the application has started. */
    @Component
    static class ValueCalls {

        ValueCalls(FeatureFlags flags) {
            assertThat(flags.isEnabled("button_color")).isTrue();
            assertThat(flags.value("button_color", "grey", GRACE)).isEqualTo("red");
            assertThat(flags.evaluate("button_color", GRACE).variant()).isEqualTo("loud");
            assertThat(flags.value("button_color", 1, GRACE)).isOne();
        }
    }

    @Test
    void valueOfTheCurrentUser() {
        store.set("button_color", COLOR);

        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);

            assertThat(flags.value("button_color", "grey")).isEqualTo("red");
            assertThat(BoundContext.<String, RuntimeException>call(NO_USER, () -> flags.value("button_color", "grey")))
                    .isEqualTo("grey");
            assertThat(flags.value("button_color", 7)).isEqualTo(7);
            assertThat(flags.value("unknown", "grey")).isEqualTo("grey");
            assertThatIllegalArgumentException().isThrownBy(() -> flags.value("button_color", 'c'));
            assertThatIllegalArgumentException().isThrownBy(() -> flags.value("unknown", 'c'));
        });
    }

    @Test
    void evaluationNamesVariantAndReason() {
        store.set("button_color", COLOR);

        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);

            assertThat(flags.evaluateValue("button_color", "grey", GRACE))
                    .isEqualTo(new ValueEvaluation<>(
                            "button_color", "red", "loud", true, Reason.TARGETING_MATCH, Source.REDIS, null));
            assertThat(flags.evaluateValue("button_color", "grey", NO_USER.with("vip", true)))
                    .isEqualTo(new ValueEvaluation<>(
                            "button_color", "red", "loud", true, Reason.TARGETING_MATCH, Source.REDIS, null));
            assertThat(flags.evaluateValue("button_color", "grey", NO_USER))
                    .isEqualTo(new ValueEvaluation<>(
                            "button_color",
                            "grey",
                            null,
                            true,
                            Reason.ERROR,
                            Source.REDIS,
                            ErrorCode.TARGETING_KEY_MISSING));
            Evaluation anonymous = flags.evaluate("button_color", NO_USER);
            assertThat(anonymous.enabled()).isTrue();
            assertThat(anonymous.reason()).isEqualTo(Reason.STATIC);
            assertThat(anonymous.variant()).isNull();
            assertThat(flags.isEnabled("button_color", NO_USER)).isTrue();
        });
    }

    @Test
    void flagThatIsOffHasItsOffVariantOrNoValue() {
        store.set("button_color", COLOR.replace("\"enabled\": true", "\"enabled\": false"));
        store.set("title", "{\"enabled\": false, \"variants\": [{\"name\": \"a\"}]}");

        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);

            assertThat(flags.evaluateValue("button_color", "grey", GRACE))
                    .isEqualTo(new ValueEvaluation<>(
                            "button_color", "blue", "calm", false, Reason.DISABLED, Source.REDIS, null));
            assertThat(flags.evaluateValue("title", "x", GRACE))
                    .isEqualTo(new ValueEvaluation<>("title", "x", null, false, Reason.DISABLED, Source.REDIS, null));
        });
    }

    @Test
    void flagWithoutVariantsIsBoolean() {
        store.set("checkout", "true");

        runner.withPropertyValues("feature-flags.flags.configured.enabled=true").run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);

            assertThat(flags.value("checkout", false)).isTrue();
            assertThat(flags.evaluate("checkout", GRACE).variant()).isEqualTo("on");
            assertThat(flags.evaluateValue("checkout", "x", GRACE).errorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
            assertThat(flags.evaluateValue("configured", false, GRACE))
                    .isEqualTo(new ValueEvaluation<>(
                            "configured", true, "on", true, Reason.DEFAULT, Source.CONFIGURATION, null));
            assertThat(flags.evaluateValue("unknown", true, GRACE).errorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        });
    }

    @Test
    void liveValueFollowsTheStore() {
        store.set("button_color", COLOR);

        runner.withBean(Theme.class).run(context -> {
            LiveValue<String> color = context.getBean(Theme.class).color;
            assertThat(color.get()).isEqualTo("red");

            store.set("button_color", COLOR.replace("\"enabled\": true", "\"enabled\": false"));
            assertThat(color.get()).isEqualTo("blue");
            assertThat(color.get(NO_USER)).isEqualTo("blue");

            store.set("button_color", "{\"enabled\": true, \"variants\": [{\"name\": \"a\", \"value\": 1}]}");
            assertThat(color.get()).isEqualTo("grey");

            FlagRegistry flags = context.getBean(FlagRegistry.class);
            assertThat(flags.value("button_color", 5).get()).isOne();
            assertThat(flags.value("button_color", BigDecimal.TEN).get()).isEqualTo(BigDecimal.ONE);
            assertThat(flags.value("button_color", Map.of("a", 1)).get()).isEqualTo(Map.of("a", 1));
            assertThatIllegalArgumentException().isThrownBy(() -> flags.value("button_color", 'c'));
        });
    }

    @Test
    void userIsRequestedOnlyIfTheVariantDependsOnIt() {
        store.set("button_color", COLOR.replaceAll("\"rules\".*\\],\n", ""));
        store.set("one", "{\"enabled\": true, \"variants\": [{\"name\": \"a\"}, {\"name\": \"b\", \"weight\": 0}]}");

        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);

            assertThat(flags.isEnabled("button_color")).isTrue();
            assertThat(flags.value("one", "x")).isEqualTo("a");
            assertThat(requestedUsers).hasValue(0);
            assertThat(flags.value("button_color", "x")).isEqualTo("red");
            assertThat(requestedUsers).hasValue(1);
        });
    }

    @Test
    void failedUserLeavesTheFlagOnAndTheDefault() {
        String color = COLOR.replaceAll("\"rules\".*\\],\n", "");
        store.set("button_color", color);
        store.set(
                "required",
                color.replace("{\"enabled\": true", "{\"requires\": [\"on\"], \"until\": \"2999-01-01T00:00:00Z\""));
        store.set("targeted", COLOR);
        store.set("on", "true");

        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            EvaluationContextProvider failing = () -> {
                throw new IllegalStateException("no session");
            };

            ValueEvaluation<String> value = flags.flag("button_color").evaluateValue("grey", failing);

            assertThat(value.errorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
            assertThat(value.enabled()).isTrue();
            assertThat(flags.flag("button_color").value("grey", failing)).isEqualTo("grey");
            assertThat(flags.flag("button_color").isEnabled(failing)).isTrue();
            assertThat(flags.flag("button_color").evaluate(failing).enabled()).isTrue();
            assertThat(flags.flag("required").evaluate(failing).enabled()).isTrue();
            assertThat(flags.flag("targeted").evaluateValue("grey", failing).enabled())
                    .isFalse();
        });
    }

    @Test
    void explanationHasTheVariant() {
        store.set("button_color", COLOR);

        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);

            Explanation listed = flags.explain("button_color", GRACE);
            assertThat(listed.variant()).isEqualTo("loud");
            assertThat(listed.variantPosition()).isNull();
            assertThat(listed.steps()).last().satisfies(step -> {
                assertThat(step.step()).isEqualTo("variant");
                assertThat(step.verdict()).isEqualTo(StepOutcome.PASSED);
                assertThat(step.detail()).isEqualTo("loud, which lists the user");
            });
            Explanation ada = flags.explain("button_color", EvaluationContext.of("ada"));
            assertThat(ada.variantPosition()).isEqualTo(55_948);
            assertThat(ada.steps()).last().extracting("detail").isEqualTo("loud, which has place 55948");
            assertThat(ada).asString().startsWith("button_color is on: SPLIT from REDIS, variant loud\n");
            assertThat(flags.explain("button_color", NO_USER).steps())
                    .last()
                    .extracting("detail")
                    .isEqualTo("none: the weights decide, and the context has no user");
        });
    }

    @Test
    void valuesAreCountedByVariant() {
        store.set("button_color", COLOR);

        runner.withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class)
                .withBean(ValueCalls.class)
                .run(context -> {
                    assertThat(requestedUsers).hasValue(1); // For isEnabled: a rule depends on the user.
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    assertThat(registry.get("feature.flags.variants")
                                    .tags("flag", "button_color", "variant", "loud")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(2);
                    assertThat(registry.get("feature.flags.evaluation.errors")
                                    .tags("flag", "button_color", "code", "TYPE_MISMATCH")
                                    .functionCounter()
                                    .count())
                            .isEqualTo(1);
                });
    }
}
