package io.featureflags.sample.readme;

import io.featureflags.FeatureFlagChangedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;

/** Listens to changes of flags. */
class Announcer {

    final List<String> published = new CopyOnWriteArrayList<>();

    @EventListener
    void announce(FeatureFlagChangedEvent event) {
        publish(event.flag() + " was " + event.before() + " and is " + event.after());
    }

    private void publish(String message) {
        published.add(message);
    }
}
