package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.Rollout;
import io.featureflags.benchmarks.UnleashSetUp;
import io.featureflags.benchmarks.jmh.Steps;
import io.getunleash.Unleash;
import io.getunleash.UnleashContext;
import java.util.Arrays;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The gradual rollout of Unleash, sticky by user, with contexts that were created in advance. */
@State(Scope.Benchmark)
public class RolloutUnleash {

    private final String flag = Rollout.flag();

    private final UnleashContext[] users = Arrays.stream(Rollout.users())
            .map(user -> UnleashContext.builder().userId(user).build())
            .toArray(UnleashContext[]::new);

    private final Unleash documented = UnleashSetUp.asDocumented(features());

    private final Unleash fastest = UnleashSetUp.withoutEvents(features());

    private Stream<String> features() {
        String strategy = """
                {"name": "flexibleRollout",
                 "parameters": {"rollout": "%d", "stickiness": "userId", "groupId": "%s"}}
                """.formatted(Rollout.PERCENTAGE, flag);
        return Stream.of(UnleashSetUp.feature(flag, true, Stream.of(strategy)));
    }

    /** Checks the share, and that it sticks. */
    @Setup
    public void check() {
        Rollout.checkShare(user -> isOn(documented, user));
        Rollout.checkShare(user -> isOn(fastest, user));
        for (int user = 0; user < users.length; user++) {
            if (isOn(documented, user) != isOn(fastest, user)) {
                throw new IllegalStateException("the flag is on for a user by chance");
            }
        }
    }

    /** Ends the clients. */
    @TearDown
    public void stop() {
        documented.shutdown();
        fastest.shutdown();
    }

    /**
     * The flag for the next user.
     *
     * @param steps where this thread stands
     * @return whether the flag is on
     */
    @Benchmark
    public boolean isEnabled(Steps steps) {
        return isOn(documented, steps.next(users.length));
    }

    /**
     * The same without the events of its checks.
     *
     * @param steps where this thread stands
     * @return whether the flag is on
     */
    @Benchmark
    public boolean withoutEvents(Steps steps) {
        return isOn(fastest, steps.next(users.length));
    }

    private boolean isOn(Unleash unleash, int user) {
        return unleash.isEnabled(flag, users[user]);
    }
}
