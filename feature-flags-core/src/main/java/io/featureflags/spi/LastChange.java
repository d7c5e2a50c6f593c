package io.featureflags.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Port: since when a flag's value is as it is. */
@FunctionalInterface
public interface LastChange {

    /**
     * When the value of a flag was changed last.
     *
     * @param flag name of the flag
     * @return the time, or a later one since which there was no change for sure; null if nothing is known
     */
    @Nullable
    Instant of(String flag);
}
