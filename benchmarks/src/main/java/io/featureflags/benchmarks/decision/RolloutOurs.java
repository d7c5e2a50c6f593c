package io.featureflags.benchmarks.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.Application;
import io.featureflags.benchmarks.PythonFunction;
import io.featureflags.benchmarks.Rollout;
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

    private final String flag = Rollout.flag();

    private final String[] users = Rollout.users();

    private final EvaluationContext[] contexts =
            Arrays.stream(users).map(EvaluationContext::of).toArray(EvaluationContext[]::new);

    private final Application application = new Application(Map.of(flag, Rollout.PERCENTAGE + "%"));

    private final FeatureFlags flags = application.flags();

    /** Checks for every user that the answer is that of the Python function. */
    @Setup
    public void check() {
        Rollout.checkShare(this::isOn);
        checkBuckets(this::isOn);
        checkBuckets(this::isOnForNewContext);
    }

    private void checkBuckets(IntPredicate contender) {
        for (int user = 0; user < users.length; user++) {
            int bucket = PythonFunction.bucket(users[user], flag);
            if (contender.test(user) != (bucket < Rollout.PERCENTAGE)) {
                throw new IllegalStateException(users[user] + " is in bucket " + bucket);
            }
        }
    }

    /** Ends the application. */
    @TearDown
    public void stop() {
        application.close();
    }

    /**
     * The flag for the next user, whose context was made beforehand.
     *
     * @param steps where this thread stands
     * @return whether the flag is on
     */
    @Benchmark
    public boolean contextMadeBefore(Steps steps) {
        return isOn(steps.next(contexts.length));
    }

    /**
     * The flag for the next user, whose context is made in the call.
     *
     * @param steps where this thread stands
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
