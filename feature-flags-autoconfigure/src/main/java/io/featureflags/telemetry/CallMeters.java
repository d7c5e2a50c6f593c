package io.featureflags.telemetry;

import io.featureflags.spi.CallCounts;
import io.featureflags.spi.FlagReferences;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToLongFunction;

/**
 * Counters of calls to toggled methods, by flag, path and outcome. All counters exist from the start, so that a rate can be
 * computed from the first call on.
 *
 * @param references toggled methods
 */
record CallMeters(FlagReferences references) implements MeterSource {

    @Override
    public void register(MeterRegistration registration) {
        for (String flag : references.flags()) {
            counter(registration, flag, "new", "success", calls -> calls.newCalls() - calls.newErrors());
            counter(registration, flag, "new", "error", CallCounts::newErrors);
            counter(registration, flag, "legacy", "success", calls -> calls.legacyCalls() - calls.legacyErrors());
            counter(registration, flag, "legacy", "error", CallCounts::legacyErrors);
        }
    }

    private void counter(
            MeterRegistration registration,
            String flag,
            String path,
            String outcome,
            ToLongFunction<CallCounts> count) {
        registration.counter(
                "feature.flags.calls",
                "Calls of toggled methods that have ended",
                Tags.of("flag", flag, "path", path, "outcome", outcome),
                references,
                known -> count.applyAsLong(known.calls(flag)));
    }
}
