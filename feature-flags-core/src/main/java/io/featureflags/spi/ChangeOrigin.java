package io.featureflags.spi;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;

/** Port: who or what has changed a flag, as far as its record tells. May wait for the store, for a bounded time. */
@FunctionalInterface
public interface ChangeOrigin {

    /**
     * The origin of a change that an instance has seen.
     *
     * @param event the change
     * @return its source
     */
    ChangeSource of(FeatureFlagChangedEvent event);
}
