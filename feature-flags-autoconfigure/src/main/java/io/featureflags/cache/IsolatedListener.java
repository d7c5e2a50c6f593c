package io.featureflags.cache;

import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.FlagChangeListener;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Notifies a listener and catches its exceptions: they reach neither the thread that found the change nor stop further
 * notifications. The first one is logged.
 */
final class IsolatedListener implements FlagChangeListener {

    private static final Log logger = LogFactory.getLog(IsolatedListener.class);

    private final FlagChangeListener listener;

    private final AtomicBoolean logged = new AtomicBoolean();

    IsolatedListener(FlagChangeListener listener) {
        this.listener = listener;
    }

    @Override
    public void changed(FeatureFlagChangedEvent event) {
        try {
            listener.changed(event);
        } catch (RuntimeException | LinkageError | OutOfMemoryError ex) { // The last one if no thread can be created.
            if (logged.compareAndSet(false, true)) {
                logger.warn(
                        "A FlagChangeListener failed on a change of feature flag '" + event.flag()
                                + "'. The flag has its new value. Further failures are not logged.",
                        ex);
            }
        }
    }
}
