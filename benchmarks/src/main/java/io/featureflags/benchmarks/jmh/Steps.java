package io.featureflags.benchmarks.jmh;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The position of a thread in the flags or users that it uses in turn, so that no two calls are alike. */
@State(Scope.Thread)
public class Steps {

    private int step;

    /**
     * Returns the next index.
     *
     * @param length the number of flags or users, a power of two
     * @return the index, from 0 to length - 1, then from 0 again
     */
    public int next(int length) {
        return step++ & (length - 1);
    }
}
