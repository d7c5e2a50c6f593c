package io.featureflags.testing;

import io.featureflags.FeatureFlagChangedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;

/** Keeps the change events of an application, in order. A bean of tests. */
public final class ReceivedEvents {

    private final List<FeatureFlagChangedEvent> events = new CopyOnWriteArrayList<>();

    @EventListener
    public void changed(FeatureFlagChangedEvent event) {
        events.add(event);
    }

    /** Returns the events so far; the list grows. */
    public List<FeatureFlagChangedEvent> events() {
        return events;
    }
}
