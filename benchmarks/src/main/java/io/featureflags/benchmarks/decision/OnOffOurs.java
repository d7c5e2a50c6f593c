package io.featureflags.benchmarks.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.benchmarks.InMemoryApplication;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Ours: values {@code true} and {@code false}. */
@State(Scope.Benchmark)
public class OnOffOurs {

    private final String[] names = OnOffFlag.names();

    private final InMemoryApplication application = new InMemoryApplication(OnOffFlag.stored("true", "false"));

    private final FeatureFlags flags = application.flags();

    private final Flag[] handles = Arrays.stream(names).map(application::handle).toArray(Flag[]::new);

    private final EvaluationContextProvider anonymous = EvaluationContext::anonymous;

    /** Checks every answer. */
    @Setup
    public void check() {
        OnOffFlag.check(flag -> flags.isEnabled(flag.name()));
        OnOffFlag.checkInOrder(index -> handles[index].isEnabled(anonymous));
    }

    /** Closes the application. */
    @TearDown
    public void stop() {
        application.close();
    }

    /**
     * Checks by name, as code that injects {@link FeatureFlags}.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean byName(Steps steps) {
        return flags.isEnabled(names[steps.next(names.length)]);
    }

    /**
     * Checks by a kept handle, as a toggled method.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean byHandle(Steps steps) {
        return handles[steps.next(handles.length)].isEnabled(anonymous);
    }
}
