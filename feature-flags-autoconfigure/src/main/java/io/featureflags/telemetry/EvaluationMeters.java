package io.featureflags.telemetry;

import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.LongAdder;

/**
 * What flags have answered. The errors have a meter of their own, with the error code: one name must have the same tags
 * everywhere.
 *
 * @param counts the answers
 */
record EvaluationMeters(EvaluationCounts counts) implements MeterSource {

    @Override
    public void registerAt(BoundRegistry registry) {
        counts.forEach((flag, answers) -> {
            answers.forEachAnswer((kind, adder) -> registry.counter(
                    "feature.flags.evaluations",
                    "Answers that callers got",
                    Tags.of(
                            "flag",
                            flag,
                            "enabled",
                            String.valueOf(kind.enabled()),
                            "reason",
                            kind.reason().name(),
                            "source",
                            kind.source().name()),
                    adder,
                    LongAdder::sum));
            answers.forEachError((code, adder) -> registry.counter(
                    "feature.flags.evaluation.errors",
                    "Answers that are off because the flag could not be decided",
                    Tags.of("flag", flag, "code", code.name()),
                    adder,
                    LongAdder::sum));
        });
    }
}
