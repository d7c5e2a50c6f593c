package io.featureflags.spi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What {@code application.yml} says of a flag, under {@code feature-flags.flags.<name>}.
 *
 * @param enabled answer where Redis has none; null leaves it to the annotation
 * @param description what the flag switches
 * @param owner who answers for the flag
 * @param expires kill date, ISO-8601 such as 2027-01-31; nothing changes at run time when it has passed
 * @param permanent whether the flag is meant to stay, so that no kill date is asked for
 */
public record FlagConfiguration(
        @Nullable Boolean enabled,
        @Nullable String description,
        @Nullable String owner,
        @Nullable LocalDate expires,
        boolean permanent) {}
