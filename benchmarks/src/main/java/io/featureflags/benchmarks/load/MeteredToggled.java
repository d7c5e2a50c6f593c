package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.Application;
import io.featureflags.benchmarks.call.Greetings;
import org.openjdk.jmh.annotations.Setup;

/** What {@link ChangingToggled} is, with a registry of meters. */
public class MeteredToggled extends ChangingToggled {

    /** Makes the application. */
    public MeteredToggled() {
        super(new Application(values(), true, Greetings.class, Meters.class));
    }

    /** Checks that answers and calls are counted. */
    @Setup
    public void bind() {
        Meters.bind(application(), "feature.flags.evaluations");
        Meters.bind(application(), "feature.flags.calls");
    }
}
