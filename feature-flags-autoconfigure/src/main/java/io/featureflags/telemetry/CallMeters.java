package io.featureflags.telemetry;

import io.featureflags.spi.CallCounts;
import io.featureflags.spi.FlagReferences;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToLongFunction;

/**
 * How the two paths of toggled methods fare, those of one flag together. Both paths and outcomes are there from the
 * beginning, so that a rate can be told from the first call on.
 *
 * @param references the toggled methods
 */
record CallMeters(FlagReferences references) implements MeterSource {

    @Override
    public void registerAt(BoundRegistry registry) {
        for (String flag : references.flags()) {
            counter(registry, flag, "new", "success", calls -> calls.newCalls() - calls.newErrors());
            counter(registry, flag, "new", "error", CallCounts::newErrors);
            counter(registry, flag, "legacy", "success", calls -> calls.legacyCalls() - calls.legacyErrors());
            counter(registry, flag, "legacy", "error", CallCounts::legacyErrors);
        }
    }

    private void counter(
            BoundRegistry registry, String flag, String path, String outcome, ToLongFunction<CallCounts> count) {
        registry.counter(
                "feature.flags.calls",
                "Calls of toggled methods that have ended",
                Tags.of("flag", flag, "path", path, "outcome", outcome),
                references,
                known -> count.applyAsLong(known.calls(flag)));
    }
}
