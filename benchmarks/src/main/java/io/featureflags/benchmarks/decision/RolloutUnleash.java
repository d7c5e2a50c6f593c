package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.RolloutScenario;
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

    private final String flag = RolloutScenario.flag();

    private final UnleashContext[] users = Arrays.stream(RolloutScenario.users())
            .map(user -> UnleashContext.builder().userId(user).build())
            .toArray(UnleashContext[]::new);

    private final Unleash documented = UnleashSetUp.asDocumented(features());

    private final Unleash fastest = UnleashSetUp.withoutEvents(features());

    private Stream<String> features() {
        String strategy = """
                {"name": "flexibleRollout",
                 "parameters": {"rollout": "%d", "stickiness": "userId", "groupId": "%s"}}
                """.formatted(RolloutScenario.PERCENTAGE, flag);
        return Stream.of(UnleashSetUp.feature(flag, true, Stream.of(strategy)));
    }

    /** Checks the share, and that each user always gets the same answer. */
    @Setup
    public void check() {
        RolloutScenario.checkShare(user -> isOn(documented, user));
        RolloutScenario.checkShare(user -> isOn(fastest, user));
        for (int user = 0; user < users.length; user++) {
            if (isOn(documented, user) != isOn(fastest, user)) {
                throw new IllegalStateException("The answer for a user is not sticky");
            }
        }
    }

    /** Shuts down the clients. */
    @TearDown
    public void stop() {
        documented.shutdown();
        fastest.shutdown();
    }

    /**
     * Checks the flag for the next user.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean isEnabled(Steps steps) {
        return isOn(documented, steps.next(users.length));
    }

    /**
     * Checks the flag for the next user, without events.
     *
     * @param steps the position of this thread
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
