package io.featureflags.spi;

import io.featureflags.FeatureFlagChangedEvent;

/** Port: notified of changes of flags. */
@FunctionalInterface
public interface FlagChangeListener {

    /**
     * Receives a change. Called on the thread that detected it: the method must return immediately and must not throw.
     *
     * @param event the change
     */
    void changed(FeatureFlagChangedEvent event);
}
