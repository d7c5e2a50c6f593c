package io.featureflags.telemetry;

import io.featureflags.decision.FlagValue;
import io.featureflags.rollout.RolloutJudgement;
import io.featureflags.rollout.RolloutStatus;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.RolloutReports;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of guarded rollouts: the percentage, and the evidence as this instance has last received it.
 *
 * @param catalog known flags
 * @param reports reports of the plans
 */
record RolloutMeters(FlagCatalog catalog, RolloutReports reports) implements MeterSource {

    @Override
    public void register(MeterRegistration registration) {
        for (FlagFacts facts : catalog.all()) {
            if (facts.meaning() != null && facts.meaning().rollout() != null) {
                register(registration, facts.name());
            }
        }
    }

    private void register(MeterRegistration registration, String name) {
        registration.gauge(
                "feature.flags.rollout.percentage",
                null,
                "Percentage of a flag with a guarded rollout",
                Tags.of("flag", name),
                catalog,
                flags -> percentage(flags.find(name)));
        evidence(registration, name, "failures", RolloutJudgement::evidence);
        evidence(registration, name, "slowness", RolloutJudgement::slowEvidence);
    }

    private void evidence(
            MeterRegistration registration, String name, String signal, ToDoubleFunction<RolloutJudgement> evidence) {
        registration.gauge(
                "feature.flags.rollout.evidence",
                null,
                "Evidence against the new code: from 10 on the rollout waits, at 200 it is taken back",
                Tags.of("flag", name, "signal", signal),
                catalog,
                flags -> {
                    RolloutJudgement judgement = judgement(flags.find(name));
                    return judgement == null ? Double.NaN : evidence.applyAsDouble(judgement);
                });
    }

    private static double percentage(@Nullable FlagFacts facts) {
        FlagValue value = facts == null ? null : facts.meaning();
        return value == null || value.rollout() == null
                ? Double.NaN
                : value.percentage().percent().doubleValue();
    }

    private @Nullable RolloutJudgement judgement(@Nullable FlagFacts facts) {
        FlagValue value = facts == null ? null : facts.meaning();
        RolloutStatus status = facts == null || value == null ? null : reports.lastKnown(facts.name(), value);
        return status == null ? null : status.judgement();
    }
}
