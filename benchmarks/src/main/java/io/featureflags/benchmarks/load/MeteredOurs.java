package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.InMemoryApplication;

/** {@link ChangingOurs} with a registry of meters. */
public class MeteredOurs extends ChangingOurs {

    /** Starts the application. */
    public MeteredOurs() {
        super(new InMemoryApplication(values(), true, Meters.class));
    }

    @Override
    void checkMore() {
        Meters.bind(application(), "feature.flags.evaluations");
    }
}
