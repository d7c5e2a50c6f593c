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

/** Last changes that this instance has observed. A flag without one counts as changed at the start of the instance. */
public final class ObservedChanges
        implements LastChange, ApplicationListener<PayloadApplicationEvent<FeatureFlagChangedEvent>> {

    private final Clock clock;

    private final Instant start;

    private final Map<String, Instant> changes = new ConcurrentHashMap<>();

    /**
     * Creates the record, without changes.
     *
     * @param clock the clock for the time of changes
     */
    public ObservedChanges(Clock clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public Instant of(String flag) {
        return changes.getOrDefault(flag, start);
    }

    /** Records a change of a value. An event with the same value before and after is a window that opened or closed. */
    @Override
    public void onApplicationEvent(PayloadApplicationEvent<FeatureFlagChangedEvent> event) {
        FeatureFlagChangedEvent change = event.getPayload();
        if (!Objects.equals(change.before(), change.after())) {
            changes.put(change.flag(), clock.instant());
        }
    }
}
