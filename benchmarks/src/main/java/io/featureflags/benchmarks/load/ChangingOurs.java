package io.featureflags.benchmarks.load;

import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.InMemoryApplication;

/** Ours, checked by name, with a store in memory. A change takes the same way from there as one in Redis. */
public class ChangingOurs extends ChangingFlags {

    private final String[] names = names();

    private final InMemoryApplication application;

    private final FeatureFlags flags;

    /** Starts the application. */
    public ChangingOurs() {
        this(new InMemoryApplication(values()));
    }

    ChangingOurs(InMemoryApplication application) {
        this.application = application;
        this.flags = application.flags();
    }

    InMemoryApplication application() {
        return application;
    }

    @Override
    boolean isOn(int flag) {
        return flags.isEnabled(names[flag]);
    }

    @Override
    void set(int flag, boolean on) {
        application.set(names[flag], Boolean.toString(on));
    }

    @Override
    void stop() {
        application.close();
    }
}
