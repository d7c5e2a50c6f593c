package io.featureflags.autoconfigure;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;

/** The clock of the application, if it has one. */
final class Clocks {

    private Clocks() {}

    static Clock of(ObjectProvider<Clock> provider) {
        Clock clock = provider.getIfUnique();
        return clock == null ? Clock.systemUTC() : clock;
    }
}
