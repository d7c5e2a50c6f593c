package io.featureflags.cache;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import org.jspecify.annotations.Nullable;

/**
 * The store has another value of a flag than before.
 *
 * @param flag name of the flag
 * @param before the value before; null if there was none
 * @param after the value from now on; null if there is none
 * @param wasKnown whether it was known what there was before: else the value is not new, but the first that is read
 * @param wasCurrent whether that was known to be current
 */
record FlagChange(
        String flag, @Nullable LastValue before, @Nullable LastValue after, boolean wasKnown, boolean wasCurrent) {

    FeatureFlagChangedEvent event() {
        return new FeatureFlagChangedEvent(flag, text(before), text(after), ChangeSource.EXTERNAL);
    }

    private static @Nullable String text(@Nullable LastValue value) {
        return value == null ? null : value.text();
    }
}
