package io.featureflags.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Port: determines when the value of a flag was last changed. */
@FunctionalInterface
public interface LastChange {

    /**
     * Returns the time of the last change.
     *
     * @param flag name of the flag
     * @return the time, or a later one since which there certainly was no change; null if it is unknown
     */
    @Nullable
    Instant of(String flag);
}
