package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.InMemoryApplication;
import io.featureflags.benchmarks.call.GreetingService;
import io.featureflags.benchmarks.call.ToggledGreetings;

/** Ours, calls of toggled methods on four beans of four classes behind class proxies. */
public class ChangingToggled extends ChangingOurs {

    private final GreetingService[] greetings;

    /** Starts the application. */
    public ChangingToggled() {
        this(new InMemoryApplication(values(), true, ToggledGreetings.class));
    }

    ChangingToggled(InMemoryApplication application) {
        super(application);
        greetings = ToggledGreetings.of(application).toArray(GreetingService[]::new);
    }

    @Override
    boolean isOn(int flag) {
        return greetings[flag].greet("Ada").equals(GreetingService.NEW);
    }
}
