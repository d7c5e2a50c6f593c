package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.Application;
import org.openjdk.jmh.annotations.Setup;

/** What {@link ChangingOurs} is, with a registry of meters. */
public class MeteredOurs extends ChangingOurs {

    /** Makes the application. */
    public MeteredOurs() {
        super(new Application(values(), true, Meters.class));
    }

    /** Checks that answers are counted. */
    @Setup
    public void bind() {
        Meters.bind(application(), "feature.flags.evaluations");
    }
}
