package io.featureflags.cache;

import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.FlagChangeListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells a listener, and lets nothing that it throws harm whoever has found the change, nor keep the other changes from it.
 */
final class IsolatedListener implements FlagChangeListener {

    private static final Log logger = LogFactory.getLog(IsolatedListener.class);

    private final FlagChangeListener listener;

    private final AtomicBoolean said = new AtomicBoolean();

    IsolatedListener(FlagChangeListener listener) {
        this.listener = listener;
    }

    @Override
    public void changed(FeatureFlagChangedEvent event) {
        try {
            listener.changed(event);
        } catch (RuntimeException | LinkageError | OutOfMemoryError ex) { // The last also where no thread can be made.
            if (said.compareAndSet(false, true)) {
                logger.warn(
                        "A FlagChangeListener has failed, on feature flag '" + event.flag()
                                + "' at first. The flags themselves change as always.",
                        ex);
            }
        }
    }
}
