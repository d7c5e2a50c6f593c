package io.featureflags.telemetry;

import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.FlagReferences;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of what needs attention: values that cannot be read, and kill dates.
 *
 * @param catalog known flags
 * @param references toggled methods, some with kill dates
 * @param clock clock for the current day
 */
record FlagStateMeters(FlagCatalog catalog, FlagReferences references, Clock clock) implements MeterSource {

    @Override
    public void register(MeterRegistration registration) {
        registration.gauge(
                "feature.flags.unreadable",
                null,
                "Flags whose value is not understood or cannot be read",
                Tags.empty(),
                catalog,
                FlagStateMeters::unreadable);
        for (FlagFacts facts : catalog.all()) {
            if (killDate(facts) != null) {
                registration.gauge(
                        "feature.flags.days.to.kill",
                        null,
                        "Days until the flag's kill date, below zero when it has passed",
                        Tags.of("flag", facts.name()),
                        catalog,
                        flags -> daysToKill(flags.find(facts.name())));
            }
        }
    }

    private static int unreadable(FlagCatalog flags) {
        int count = 0;
        for (FlagFacts facts : flags.all()) {
            count += facts.problem() == null ? 0 : 1;
        }
        return count;
    }

    private double daysToKill(@Nullable FlagFacts facts) {
        LocalDate killDate = facts == null ? null : killDate(facts);
        return killDate == null
                ? Double.NaN
                : ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), killDate);
    }

    private @Nullable LocalDate killDate(FlagFacts facts) {
        return facts.killDate(references.of(facts.name()));
    }
}
