package io.featureflags.benchmarks.decision;

import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.InMemoryApplication;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Flags that require another one, which is on for some users and off for others. */
@State(Scope.Benchmark)
public class TargetingRequires {

    private final String[] names = OnOffFlag.names();

    private final InMemoryApplication application = new InMemoryApplication(values());

    private final FeatureFlags flags = application.flags();

    private static Map<String, String> values() {
        Map<String, String> values = OnOffFlag.stored("{\"requires\": [\"on\"]}", "{\"requires\": [\"off\"]}");
        values.put("on", "true");
        values.put("off", "false");
        return values;
    }

    /** Checks every answer. */
    @Setup
    public void check() {
        OnOffFlag.check(flag -> flags.isEnabled(flag.name()));
    }

    /** Closes the application. */
    @TearDown
    public void stop() {
        application.close();
    }

    /**
     * Checks a flag that requires another one.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean requiredFlag(Steps steps) {
        return flags.isEnabled(names[steps.next(names.length)]);
    }
}
