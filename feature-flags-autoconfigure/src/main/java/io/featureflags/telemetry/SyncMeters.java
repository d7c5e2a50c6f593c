package io.featureflags.telemetry;

import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How closely the store is followed. Each mode has a gauge that is one or zero: their sum over all instances tells how
 * many are in a mode.
 *
 * @param store the store
 * @param clock tells the time
 */
record SyncMeters(FlagStore store, Clock clock) implements MeterSource {

    private static final double MILLIS = 1000;

    @Override
    public void registerAt(BoundRegistry registry) {
        for (SyncMode mode : SyncMode.values()) {
            registry.gauge(
                    "feature.flags.sync.mode",
                    null,
                    "Whether this is how the store is followed now, one or zero",
                    Tags.of("mode", mode.name()),
                    store,
                    followed -> followed.status().mode() == mode ? 1 : 0);
        }
        registry.gauge(
                "feature.flags.data.age",
                "seconds",
                "Time since the flags were last known to be current",
                Tags.empty(),
                store,
                this::age);
    }

    private double age(FlagStore followed) {
        Instant currentAt = followed.status().currentAt();
        return currentAt == null
                ? Double.NaN
                : Duration.between(currentAt, clock.instant()).toMillis() / MILLIS;
    }
}
