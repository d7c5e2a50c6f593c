package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.jmh.Steps;
import org.ff4j.FF4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** FF4J with its features in memory, which needs no cache. */
@State(Scope.Benchmark)
public class OnOffFf4jInMemory {

    private final String[] names = OnOffFlag.names();

    private final FF4j ff4j = new FF4j();

    /** Creates the features and checks every answer. */
    @Setup
    public void check() {
        for (OnOffFlag flag : OnOffFlag.values()) {
            ff4j.createFeature(flag.name(), flag.isOn());
        }
        OnOffFlag.check(flag -> ff4j.check(flag.name()));
    }

    /**
     * Checks as in its documentation.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean check(Steps steps) {
        return ff4j.check(names[steps.next(names.length)]);
    }
}
