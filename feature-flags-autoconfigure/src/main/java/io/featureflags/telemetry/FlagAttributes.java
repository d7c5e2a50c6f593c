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
 * Puts answers on the observation of whoever asks, which puts them on its span: the attributes
 * {@code feature_flag.key}, {@code feature_flag.provider.name}, {@code feature_flag.result.variant} and
 * {@code feature_flag.result.reason} of OpenTelemetry, for the last answer in the observation, and
 * {@code feature_flag.evaluation.<flag>} for each flag that answered in it. They are of high cardinality, so that no
 * meter gets them.
 *
 * <p>They are attributes, although OpenTelemetry would have an event for each answer: an event of an observation has no
 * attributes, and each would be counted by a meter with other tags than it has elsewhere. The user is never told.
 */
public final class FlagAttributes implements EvaluationWatch, SmartInitializingSingleton {

    private final ObjectProvider<ObservationRegistry> provider;

    /** Null until all singletons are there: whatever observes may itself need a bean that is toggled. */
    private volatile @Nullable ObservationRegistry registry;

    /**
     * Creates the watch.
     *
     * @param registry knows the current observation; asked for when all singletons are there
     */
    public FlagAttributes(ObjectProvider<ObservationRegistry> registry) {
        this.provider = registry;
    }

    @Override
    public void afterSingletonsInstantiated() {
        registry = provider.getIfUnique();
    }

    /** Names that nobody knows are not told: they may be anything. */
    @Override
    public Consumer<Evaluation> of(String flag) {
        return flag.equals(OTHERS) ? answer -> {} : this::tell;
    }

    private void tell(Evaluation answer) {
        ObservationRegistry known = registry;
        Observation current = known == null ? null : known.getCurrentObservation();
        if (current != null && !current.isNoop()) {
            String variant = answer.enabled() ? "on" : "off";
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
