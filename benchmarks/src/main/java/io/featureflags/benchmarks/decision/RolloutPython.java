package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.PythonFunction;
import io.featureflags.benchmarks.RolloutScenario;
import io.featureflags.benchmarks.jmh.Steps;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The literal translation of the Python function, as in many applications. */
@State(Scope.Benchmark)
public class RolloutPython {

    private final String flag = RolloutScenario.flag();

    private final String[] users = RolloutScenario.users();

    /** Checks the share. */
    @Setup
    public void check() {
        RolloutScenario.checkShare(this::isOn);
    }

    /**
     * Checks the flag for the next user.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean literalTranslation(Steps steps) {
        return isOn(steps.next(users.length));
    }

    private boolean isOn(int user) {
        return PythonFunction.bucket(users[user], flag) < RolloutScenario.PERCENTAGE;
    }
}
