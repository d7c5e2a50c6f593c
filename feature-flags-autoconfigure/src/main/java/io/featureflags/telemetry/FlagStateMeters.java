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
 * What there is to be mended: values that cannot be read, and flags whose kill date comes near.
 *
 * @param catalog the flags
 * @param references the toggled methods, some with kill dates
 * @param clock tells the day
 */
record FlagStateMeters(FlagCatalog catalog, FlagReferences references, Clock clock) implements MeterSource {

    @Override
    public void registerAt(BoundRegistry registry) {
        registry.gauge(
                "feature.flags.unreadable",
                null,
                "Flags whose value is not understood or cannot be read",
                Tags.empty(),
                catalog,
                flags -> flags.all().stream()
                        .filter(facts -> facts.problem() != null)
                        .count());
        catalog.all().stream()
                .filter(facts -> killDate(facts) != null)
                .forEach(facts -> registry.gauge(
                        "feature.flags.days.to.kill",
                        null,
                        "Days until the flag's kill date, below zero when it has passed",
                        Tags.of("flag", facts.name()),
                        catalog,
                        flags -> daysToKill(flags.find(facts.name()))));
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
