package io.featureflags.cache;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A change of a flag's value in the store.
 *
 * @param flag name of the flag
 * @param before the value before; null if there was none
 * @param after the value from now on; null if there is none
 * @param wasKnown whether the value before was known; if not, this is the first reading and no event is published
 * @param wasCurrent whether the store was known to have the value before until now
 */
record FlagChange(
        String flag,
        @Nullable InterpretedValue before,
        @Nullable InterpretedValue after,
        boolean wasKnown,
        boolean wasCurrent) {

    FeatureFlagChangedEvent event() {
        return new FeatureFlagChangedEvent(flag, text(before), text(after), ChangeSource.EXTERNAL);
    }

    private static @Nullable String text(@Nullable InterpretedValue value) {
        return value == null ? null : value.text();
    }
}
