package io.featureflags.benchmarks.decision;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.integrations.FileData;
import io.featureflags.benchmarks.LaunchDarkly;
import io.featureflags.benchmarks.RolloutScenario;
import io.featureflags.benchmarks.jmh.Steps;
import java.io.IOException;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The percentage rollout of LaunchDarkly, with users that were created in advance. Its flag is from a file, because its
 * test data supports no percentages.
 */
@State(Scope.Benchmark)
public class RolloutLaunchDarkly {

    private final String flag = RolloutScenario.flag();

    private final LDContext[] users =
            Arrays.stream(RolloutScenario.users()).map(LDContext::create).toArray(LDContext[]::new);

    private final LDClient client = LaunchDarkly.client(
            FileData.dataSource().classpathResources("io/featureflags/benchmarks/decision/launchdarkly-rollout.json"));

    /** Checks that the flag is loaded, and the share. */
    @Setup
    public void check() {
        if (!client.isFlagKnown(flag)) {
            throw new IllegalStateException("The flag is not loaded");
        }
        RolloutScenario.checkShare(this::isOn);
    }

    /**
     * Closes the client.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void stop() throws IOException {
        client.close();
    }

    /**
     * Checks the flag for the next user.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean boolVariation(Steps steps) {
        return isOn(steps.next(users.length));
    }

    private boolean isOn(int user) {
        return client.boolVariation(flag, users[user], false);
    }
}
