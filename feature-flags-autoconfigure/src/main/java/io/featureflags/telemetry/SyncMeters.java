package io.featureflags.telemetry;

import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Gauges of how closely the store is followed. Each mode has a gauge that is one or zero: its sum over all instances is the
 * number of instances in that mode. The age of the data is measured for stores outside of this process.
 *
 * @param store store whose status is measured
 * @param clock clock for the age of the data
 */
record SyncMeters(FlagStore store, Clock clock) implements MeterSource {

    private static final double MILLIS = 1000;

    @Override
    public void register(MeterRegistration registration) {
        for (SyncMode mode : SyncMode.values()) {
            registration.gauge(
                    "feature.flags.sync.mode",
                    null,
                    "One if the store is followed in this mode, else zero",
                    Tags.of("mode", mode.name()),
                    store,
                    followed -> followed.status().mode() == mode ? 1 : 0);
        }
        if (store.isRemote()) {
            registration.gauge(
                    "feature.flags.data.age",
                    "seconds",
                    "Time since the flags were last known to be current",
                    Tags.empty(),
                    store,
                    this::age);
        }
    }

    private double age(FlagStore followed) {
        Instant currentAt = followed.status().currentAt();
        return currentAt == null
                ? Double.NaN
                : Duration.between(currentAt, clock.instant()).toMillis() / MILLIS;
    }
}
