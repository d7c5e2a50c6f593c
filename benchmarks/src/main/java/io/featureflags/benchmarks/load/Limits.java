package io.featureflags.benchmarks.load;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Bare limits for the cost of counting. */
@State(Scope.Benchmark)
public class Limits {

    /** Creates the state. */
    public Limits() {}

    /**
     * Reads the clock once. To time a call takes two reads.
     *
     * @return the time, in nanoseconds
     */
    @Benchmark
    public long clockRead() {
        return System.nanoTime();
    }
}
