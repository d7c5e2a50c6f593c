package io.featureflags.benchmarks.decision;

import com.flagsmith.FlagsmithClient;
import com.flagsmith.exceptions.FlagsmithClientError;
import io.featureflags.benchmarks.FlagsmithSetUp;
import io.featureflags.benchmarks.RolloutScenario;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A segment of Flagsmith with a share of the users, for which the flag is on. */
@State(Scope.Benchmark)
public class RolloutFlagsmith {

    private final String flag = RolloutScenario.flag();

    private final String[] users = RolloutScenario.users();

    private final FlagsmithClient client = FlagsmithSetUp.client(
            Stream.of(FlagsmithSetUp.state(1, flag, false)),
            FlagsmithSetUp.segment(
                    FlagsmithSetUp.state(1, flag, true),
                    Stream.of("{\"operator\": \"PERCENTAGE_SPLIT\", \"value\": \"" + RolloutScenario.PERCENTAGE
                            + "\"}")));

    /** Checks the share. */
    @Setup
    public void check() {
        RolloutScenario.checkShare(this::isOn);
    }

    /** Closes the client. */
    @TearDown
    public void stop() {
        client.close();
    }

    /**
     * Checks the flag for the next user, as in its documentation.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean isFeatureEnabled(Steps steps) {
        return isOn(steps.next(users.length));
    }

    private boolean isOn(int user) {
        try {
            return client.getIdentityFlags(users[user]).isFeatureEnabled(flag);
        } catch (FlagsmithClientError ex) {
            throw new IllegalStateException(ex);
        }
    }
}
