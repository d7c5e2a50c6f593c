package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.Application;
import io.featureflags.benchmarks.call.Greetings;

/** {@link ChangingToggled} with a registry of meters. */
public class MeteredToggled extends ChangingToggled {

    /** Makes the application. */
    public MeteredToggled() {
        super(new Application(values(), true, Greetings.class, Meters.class));
    }

    @Override
    void checkMore() {
        Meters.bind(application(), "feature.flags.evaluations", "feature.flags.calls");
    }
}
