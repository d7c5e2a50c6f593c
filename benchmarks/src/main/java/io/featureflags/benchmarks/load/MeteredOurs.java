package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.Application;

/** {@link ChangingOurs} with a registry of meters. */
public class MeteredOurs extends ChangingOurs {

    /** Makes the application. */
    public MeteredOurs() {
        super(new Application(values(), true, Meters.class));
    }

    @Override
    void checkMore() {
        Meters.bind(application(), "feature.flags.evaluations");
    }
}
