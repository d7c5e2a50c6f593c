package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.Application;
import io.featureflags.benchmarks.call.Greeting;
import io.featureflags.benchmarks.call.Greetings;

/** Ours, calls of toggled methods on four beans of four classes behind class proxies. */
public class ChangingToggled extends ChangingOurs {

    private final Greeting[] greetings;

    /** Makes the application. */
    public ChangingToggled() {
        this(new Application(values(), true, Greetings.class));
    }

    ChangingToggled(Application application) {
        super(application);
        greetings = Greetings.of(application).toArray(Greeting[]::new);
    }

    @Override
    boolean isOn(int flag) {
        return greetings[flag].greet("Ada").equals(Greeting.NEW);
    }
}
