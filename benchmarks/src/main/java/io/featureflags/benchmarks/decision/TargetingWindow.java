package io.featureflags.benchmarks.decision;

import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.InMemoryApplication;
import io.featureflags.benchmarks.jmh.Steps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Flags with a window, of which some are open and others have closed: the clock is read. */
@State(Scope.Benchmark)
public class TargetingWindow {

    private static final String OPEN = "{\"from\": \"2000-01-01T00:00:00Z\", \"until\": \"2200-01-01T00:00:00Z\"}";

    private static final String CLOSED = "{\"until\": \"2001-01-01T00:00:00Z\"}";

    private final String[] names = OnOffFlag.names();

    private final InMemoryApplication application = new InMemoryApplication(OnOffFlag.stored(OPEN, CLOSED));

    private final FeatureFlags flags = application.flags();

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
     * Checks a flag with a window.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean window(Steps steps) {
        return flags.isEnabled(names[steps.next(names.length)]);
    }
}
