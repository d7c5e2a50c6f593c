package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.jmh.Steps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.repository.mem.InMemoryStateRepository;

/** Togglz with its states in memory, which needs no cache. */
@State(Scope.Benchmark)
public class OnOffTogglzInMemory {

    private final OnOffFlag[] flags = OnOffFlag.values();

    private final FeatureManager manager = Togglz.onOff(new InMemoryStateRepository());

    /** Checks every answer. */
    @Setup
    public void check() {
        OnOffFlag.check(manager::isActive);
    }

    /**
     * Checks as in its documentation, with a constant of an enum.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean isActive(Steps steps) {
        return manager.isActive(flags[steps.next(flags.length)]);
    }
}
