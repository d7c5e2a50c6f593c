package io.featureflags.spi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a flag in {@code application.yml}, under {@code feature-flags.flags.<name>}.
 *
 * @param enabled answer if the store has no value; null defers to the annotation
 * @param description purpose of the flag
 * @param owner team or person responsible for the flag
 * @param expires kill date, ISO-8601 such as 2027-01-31; calls are not affected when it has passed
 * @param permanent whether the flag is intended to stay, so that it needs no kill date
 */
public record FlagConfiguration(
        @Nullable Boolean enabled,
        @Nullable String description,
        @Nullable String owner,
        @Nullable LocalDate expires,
        boolean permanent) {}
