package io.featureflags.spi;

import io.featureflags.FeatureFlagChangedEvent;

/** Port: gets to know of changes. */
@FunctionalInterface
public interface FlagChangeListener {

    /**
     * Takes a change. Called on the thread that found it, so that it must return at once and throw nothing.
     *
     * @param event the change
     */
    void changed(FeatureFlagChangedEvent event);
}
