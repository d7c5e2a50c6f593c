package io.featureflags.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Observations and spans have the flags that answered in them. */
class FlagAttributesTests {

    private final SettableStore store = new SettableStore();

    private final ObservationRegistry observations = ObservationRegistry.create();

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store)
            .withBean(Shop.class, () -> new Shop());

    private final ApplicationContextRunner runner = bare.withBean(ObservationRegistry.class, () -> observations);

    /** Public, since a class loader that hides classes defines the proxies, which must see this class. */
    public static class Shop {

        @FeatureToggle(value = "checkout", fallback = "legacy")
        public String checkout() {
            return "new";
        }

        String legacy() {
            return "legacy";
        }
    }

    @Test
    void observationHasTheLastAnswerAndOneAttributePerFlag() {
        handle();
        store.set("checkout", "true");
        store.set("targeted", "{\"users\": [\"user_12345\"]}");
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            Observation observation = Observation.start("request", observations);
            observation.scoped(() -> {
                context.getBean(Shop.class).checkout();
                assertThat(attributes(observation))
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "feature_flag.key", "checkout",
                                "feature_flag.provider.name", "feature-flags",
                                "feature_flag.result.variant", "on",
                                "feature_flag.result.reason", "static",
                                "feature_flag.evaluation.checkout", "on"));
                store.set("checkout", "false");
                flags.isEnabled("checkout");
                flags.isEnabled("targeted");
                flags.isEnabled("targeted", EvaluationContext.of("user_12345"));
                flags.isEnabled("unknown");
            });
            assertThat(attributes(observation))
                    .containsEntry("feature_flag.key", "targeted")
                    .containsEntry("feature_flag.result.reason", "targeting_match")
                    .containsEntry("feature_flag.evaluation.checkout", "off")
                    .containsEntry("feature_flag.evaluation.targeted", "on")
                    .hasSize(6)
                    .doesNotContainValue("user_12345");
            assertThat(observation.getContext().getLowCardinalityKeyValues()).isEmpty();
        });
    }

    @Test
    void spanOfATracerHasTheAttributes() {
        SimpleTracer tracer = new SimpleTracer();
        observations.observationConfig().observationHandler(new DefaultTracingObservationHandler(tracer));
        store.set("checkout", "true");
        runner.run(context -> Observation.createNotStarted("request", observations)
                .observe(() -> context.getBean(Shop.class).checkout()));

        assertThat(tracer.onlySpan().getTags())
                .containsEntry("feature_flag.key", "checkout")
                .containsEntry("feature_flag.result.variant", "on")
                .containsEntry("feature_flag.evaluation.checkout", "on");
    }

    @Test
    void addsNothingWithoutAnObservation() {
        runner.run(context -> {
            Observation observation = Observation.start("request", observations);
            assertThat(observation.isNoop()).as("without a handler").isTrue();
            observation.scoped(() -> context.getBean(Shop.class).checkout());
            handle();
            assertThat(context.getBean(Shop.class).checkout()).isEqualTo("legacy");
        });
        for (ApplicationContextRunner one :
                new ApplicationContextRunner[] {bare, runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
                }) {
            one.run(context -> {
                assertThat(context).hasNotFailed().doesNotHaveBean("featureFlagAttributes");
                assertThat(context.getBean(FeatureFlags.class).isEnabled("checkout"))
                        .isFalse();
            });
        }
    }

    private void handle() {
        observations.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    private static Map<String, String> attributes(Observation observation) {
        return observation.getContext().getHighCardinalityKeyValues().stream()
                .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }
}
