package io.featureflags.telemetry;

import io.featureflags.spi.ShadowCounts;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.spi.ShadowRuns;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Counters of shadow runs, by flag and outcome, and timers of both branches in the runs that ended in time.
 *
 * @param runs the shadow runs
 */
record ShadowMeters(ShadowRuns runs) implements MeterSource {

    @Override
    public void register(MeterRegistration registration) {
        for (String flag : runs.flags()) {
            for (ShadowOutcome outcome : ShadowOutcome.values()) {
                registration.counter(
                        "feature.flags.shadow",
                        "Legacy calls whose new code was to run in their shadow",
                        Tags.of("flag", flag, "outcome", outcome.name().toLowerCase(Locale.ROOT)),
                        runs,
                        known -> known.counts(flag).count(outcome));
            }
            timer(registration, flag, "new", ShadowCounts::newNanos);
            timer(registration, flag, "legacy", ShadowCounts::legacyNanos);
        }
    }

    private void timer(MeterRegistration registration, String flag, String path, ToLongFunction<ShadowCounts> nanos) {
        registration.timer(
                "feature.flags.shadow.time",
                "Time of both branches in shadow runs that ended in time",
                Tags.of("flag", flag, "path", path),
                runs,
                known -> known.counts(flag).timed(),
                known -> nanos.applyAsLong(known.counts(flag)));
    }
}
