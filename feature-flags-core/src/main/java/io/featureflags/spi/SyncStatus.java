package io.featureflags.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How closely a {@link FlagStore} is followed, and why not more closely.
 *
 * @param mode the mode
 * @param reason what keeps the store from being followed more closely, or what went wrong last; null if nothing does
 * @param currentAt when the local copy was last known to be current; null if it never was
 */
public record SyncStatus(
        SyncMode mode, @Nullable String reason, @Nullable Instant currentAt) {}
