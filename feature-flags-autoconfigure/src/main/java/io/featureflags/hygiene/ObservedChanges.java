package io.featureflags.hygiene;

import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.spi.LastChange;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/** The changes that this instance has seen. What it was before its own start nobody here knows. */
public final class ObservedChanges
        implements LastChange, ApplicationListener<PayloadApplicationEvent<FeatureFlagChangedEvent>> {

    private final Clock clock;

    private final Instant start;

    private final Map<String, Instant> changes = new ConcurrentHashMap<>();

    /**
     * Begins now.
     *
     * @param clock tells the time
     */
    public ObservedChanges(Clock clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public Instant of(String flag) {
        return changes.getOrDefault(flag, start);
    }

    /** Where a window has opened or closed, the value is the one before. */
    @Override
    public void onApplicationEvent(PayloadApplicationEvent<FeatureFlagChangedEvent> event) {
        FeatureFlagChangedEvent change = event.getPayload();
        if (!Objects.equals(change.before(), change.after())) {
            changes.put(change.flag(), clock.instant());
        }
    }
}
