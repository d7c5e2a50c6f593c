package io.featureflags.benchmarks.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.InMemoryApplication;
import io.featureflags.benchmarks.PythonFunction;
import io.featureflags.benchmarks.RolloutScenario;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntPredicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Ours: the value {@code 10%}. */
@State(Scope.Benchmark)
public class RolloutOurs {

    private final String flag = RolloutScenario.flag();

    private final String[] users = RolloutScenario.users();

    private final EvaluationContext[] contexts =
            Arrays.stream(users).map(EvaluationContext::of).toArray(EvaluationContext[]::new);

    private final InMemoryApplication application =
            new InMemoryApplication(Map.of(flag, RolloutScenario.PERCENTAGE + "%"));

    private final FeatureFlags flags = application.flags();

    /** Compares the answer for every user with the Python function. */
    @Setup
    public void check() {
        RolloutScenario.checkShare(this::isOn);
        checkBuckets(this::isOn);
        checkBuckets(this::isOnForNewContext);
    }

    private void checkBuckets(IntPredicate contender) {
        for (int user = 0; user < users.length; user++) {
            int bucket = PythonFunction.bucket(users[user], flag);
            if (contender.test(user) != (bucket < RolloutScenario.PERCENTAGE)) {
                throw new IllegalStateException(users[user] + " is in bucket " + bucket);
            }
        }
    }

    /** Closes the application. */
    @TearDown
    public void stop() {
        application.close();
    }

    /**
     * Checks the flag for the next user, whose context was created in advance.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean contextMadeBefore(Steps steps) {
        return isOn(steps.next(contexts.length));
    }

    /**
     * Checks the flag for the next user, whose context is created in the call.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean contextMadeInCall(Steps steps) {
        return isOnForNewContext(steps.next(users.length));
    }

    private boolean isOn(int user) {
        return flags.isEnabled(flag, contexts[user]);
    }

    private boolean isOnForNewContext(int user) {
        return flags.isEnabled(flag, EvaluationContext.of(users[user]));
    }
}
