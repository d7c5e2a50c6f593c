package io.featureflags.ofrep;

import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.decision.Decision;
import io.featureflags.spi.ValueObserver;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Counts changes of flags. Values are observed in the local copy itself, where they change before their event is published; the
 * events of windows come later than both.
 */
public final class OfrepChanges
        implements ValueObserver, ApplicationListener<PayloadApplicationEvent<FeatureFlagChangedEvent>> {

    private final AtomicLong count = new AtomicLong();

    private volatile Runnable listener = () -> {};

    /** Creates the counter. */
    public OfrepChanges() {}

    long count() {
        return count.get();
    }

    /** Sets the listener of changes, which must return immediately. */
    void listen(Runnable changed) {
        listener = changed;
    }

    @Override
    public void replacing(String flag) {}

    @Override
    public void replaced(String flag, @Nullable String text, @Nullable Decision decision) {
        changed();
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<FeatureFlagChangedEvent> event) {
        changed();
    }

    private void changed() {
        count.incrementAndGet();
        listener.run();
    }
}
