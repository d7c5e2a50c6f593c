package io.featureflags.sample.readme;

import io.featureflags.FeatureFlagChangedEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.event.EventListener;

/** The listener of README. */
class Announcer {

    final List<String> said = new CopyOnWriteArrayList<>();

    @EventListener
    void announce(FeatureFlagChangedEvent event) {
        say(event.flag() + " was " + event.before() + " and is " + event.after());
    }

    private void say(String message) {
        said.add(message);
    }
}
