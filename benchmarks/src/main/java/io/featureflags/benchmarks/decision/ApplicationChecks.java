package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.jmh.Steps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Flags that are on or off, beside flags of all other kinds. All are checked by several methods before the measurement and
 * between its parts, so that the compiler sees what it sees in a whole application.
 */
@State(Scope.Benchmark)
public abstract class ApplicationChecks {

    /** Calls of each kind before each part: enough for the compiler to count them. */
    private static final int CALLS = 20_000;

    private static final int FLAGS = OnOffFlag.values().length;

    private int on;

    /** For subclasses only. */
    ApplicationChecks() {}

    abstract boolean isOn(int flag);

    /** Checks flags of all kinds by several methods, and returns how many were on. */
    abstract int checkOthers(int call);

    /** Checks every answer. */
    @Setup
    public void check() {
        OnOffFlag.checkInOrder(this::isOn);
    }

    /** Checks flags of all kinds. */
    @Setup(Level.Iteration)
    public void checkAllKinds() {
        for (int call = 0; call < CALLS; call++) {
            on += checkOthers(call);
        }
        if (on == 0) {
            throw new IllegalStateException("Some of the other flags must be on");
        }
    }

    /**
     * Checks a flag that is on or off.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean check(Steps steps) {
        return isOn(steps.next(FLAGS));
    }
}
