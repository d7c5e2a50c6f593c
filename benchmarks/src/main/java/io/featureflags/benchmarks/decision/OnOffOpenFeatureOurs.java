package io.featureflags.benchmarks.decision;

import dev.openfeature.sdk.Client;
import io.featureflags.benchmarks.InMemoryApplication;
import io.featureflags.benchmarks.jmh.Steps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** OpenFeature with our provider, without a context. */
@State(Scope.Benchmark)
public class OnOffOpenFeatureOurs {

    private final String[] names = OnOffFlag.names();

    private final InMemoryApplication application = new InMemoryApplication(OnOffFlag.stored("true", "false"));

    private final Client client = application.bean("openFeatureClient", Client.class);

    /** Refers to the flags as code does, and checks every answer, with the opposite answer as the default. */
    @Setup
    public void check() {
        for (String name : names) {
            application.handle(name);
        }
        OnOffFlag.check(flag -> client.getBooleanValue(flag.name(), !flag.isOn()));
    }

    /** Closes the application. */
    @TearDown
    public void stop() {
        application.close();
    }

    /**
     * Checks as in the documentation of OpenFeature.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean getBooleanValue(Steps steps) {
        return client.getBooleanValue(names[steps.next(names.length)], false);
    }
}
