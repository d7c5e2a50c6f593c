package io.featureflags.spi;

import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;

/**
 * Port: determines which kind of actor changed a flag, from the audit record. A call may block until the store
 * responds, for a bounded time.
 */
@FunctionalInterface
public interface ChangeOrigin {

    /**
     * Returns the source of an observed change.
     *
     * @param event the change
     * @return its source
     */
    ChangeSource of(FeatureFlagChangedEvent event);
}
