package io.featureflags.telemetry;

import io.featureflags.Evaluation;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Adds answers to the current observation of the caller, which adds them to its span. The attributes
 * {@code feature_flag.key}, {@code feature_flag.provider.name}, {@code feature_flag.result.variant} and
 * {@code feature_flag.result.reason} of OpenTelemetry are those of the last answer in the observation. Each flag that
 * answered in it has {@code feature_flag.evaluation.<flag>}. They are of high cardinality, so that no meter gets them.
 *
 * <p>OpenTelemetry recommends an event for each answer. But an event of an observation has no attributes, and a meter would
 * count it with other tags than elsewhere. The user is never added.
 */
public final class FlagAttributes implements EvaluationWatch, SmartInitializingSingleton {

    private final ObjectProvider<ObservationRegistry> provider;

    /** Null until all singletons exist: the registry may itself need a bean that is toggled. */
    private volatile @Nullable ObservationRegistry registry;

    /**
     * Creates the watch.
     *
     * @param registry provider of the registry with the current observation; called when all singletons exist
     */
    public FlagAttributes(ObjectProvider<ObservationRegistry> registry) {
        this.provider = registry;
    }

    @Override
    public void afterSingletonsInstantiated() {
        registry = provider.getIfUnique();
    }

    /** Returns the consumer of answers; it ignores unknown names, whose number is not bounded. */
    @Override
    public Consumer<Evaluation> of(String flag) {
        return flag.equals(OTHERS) ? answer -> {} : this::addAttributes;
    }

    private void addAttributes(Evaluation answer) {
        ObservationRegistry known = registry;
        Observation current = known == null ? null : known.getCurrentObservation();
        if (current != null && !current.isNoop()) {
            String variant = answer.variant() != null ? answer.variant() : answer.enabled() ? "on" : "off";
            current.highCardinalityKeyValues(KeyValues.of(
                    "feature_flag.key",
                    answer.flag(),
                    "feature_flag.provider.name",
                    "feature-flags",
                    "feature_flag.result.variant",
                    variant,
                    "feature_flag.result.reason",
                    answer.reason().name().toLowerCase(Locale.ROOT),
                    "feature_flag.evaluation." + answer.flag(),
                    variant));
        }
    }
}
