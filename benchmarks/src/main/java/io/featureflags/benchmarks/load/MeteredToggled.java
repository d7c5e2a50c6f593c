package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.InMemoryApplication;
import io.featureflags.benchmarks.call.ToggledGreetings;

/** {@link ChangingToggled} with a registry of meters. */
public class MeteredToggled extends ChangingToggled {

    /** Starts the application. */
    public MeteredToggled() {
        super(new InMemoryApplication(values(), true, ToggledGreetings.class, Meters.class));
    }

    @Override
    void checkMore() {
        Meters.bind(application(), "feature.flags.evaluations", "feature.flags.calls");
    }
}
