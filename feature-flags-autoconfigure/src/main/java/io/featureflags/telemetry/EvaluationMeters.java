package io.featureflags.telemetry;

import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of answers. Errors have a meter of their own, with the error code: all meters of one name must have the same
 * tags.
 *
 * @param counts counts of answers by flag
 */
record EvaluationMeters(EvaluationCounts counts) implements MeterSource {

    @Override
    public void register(MeterRegistration registration) {
        counts.forEach((flag, answers) -> {
            answers.forEachAnswer((kind, adder) -> registration.counter(
                    "feature.flags.evaluations",
                    "Answers that callers received",
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
            answers.forEachVariant((variant, adder) -> registration.counter(
                    "feature.flags.variants",
                    "Values that callers received, by variant",
                    Tags.of("flag", flag, "variant", variant),
                    adder,
                    LongAdder::sum));
            answers.forEachError((code, adder) -> registration.counter(
                    "feature.flags.evaluation.errors",
                    "Answers that are off because the flag could not be decided",
                    Tags.of("flag", flag, "code", code.name()),
                    adder,
                    LongAdder::sum));
        });
    }
}
