package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.PythonFunction;
import io.featureflags.benchmarks.Rollout;
import io.featureflags.benchmarks.jmh.Steps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The literal translation of the Python function, as in many applications. */
@State(Scope.Benchmark)
public class RolloutPython {

    private final String flag = Rollout.flag();

    private final String[] users = Rollout.users();

    /** Checks the share. */
    @Setup
    public void check() {
        Rollout.checkShare(this::isOn);
    }

    /**
     * The flag for the next user.
     *
     * @param steps where this thread stands
     * @return whether the flag is on
     */
    @Benchmark
    public boolean literalTranslation(Steps steps) {
        return isOn(steps.next(users.length));
    }

    private boolean isOn(int user) {
        return PythonFunction.bucket(users[user], flag) < Rollout.PERCENTAGE;
    }
}
