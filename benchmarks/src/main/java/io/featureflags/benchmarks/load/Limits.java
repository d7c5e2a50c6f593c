package io.featureflags.benchmarks.load;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What counting is held against. */
@State(Scope.Benchmark)
public class Limits {

    /** All that is needed. */
    public Limits() {}

    /**
     * One read of the clock; the duration of a call needs two.
     *
     * @return the time, in nanoseconds
     */
    @Benchmark
    public long clockRead() {
        return System.nanoTime();
    }
}
