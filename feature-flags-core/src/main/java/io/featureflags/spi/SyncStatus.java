package io.featureflags.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Synchronization status of a {@link FlagStore}.
 *
 * @param mode the mode
 * @param reason reason why the mode is not a better one, or the last error; null if there is none
 * @param currentAt time at which the local copy was last known to be current; null if it never was
 */
public record SyncStatus(
        SyncMode mode, @Nullable String reason, @Nullable Instant currentAt) {}
