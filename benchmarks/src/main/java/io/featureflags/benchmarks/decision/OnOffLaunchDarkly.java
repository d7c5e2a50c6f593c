package io.featureflags.benchmarks.decision;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.integrations.TestData;
import io.featureflags.benchmarks.LaunchDarkly;
import io.featureflags.benchmarks.jmh.Steps;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** LaunchDarkly with its flags in memory, and a user that was created in advance. */
@State(Scope.Benchmark)
public class OnOffLaunchDarkly {

    private final String[] names = OnOffFlag.names();

    private final LDContext user = LDContext.create("user_12345");

    private final LDClient client = LaunchDarkly.client(flags());

    private static TestData flags() {
        TestData flags = TestData.dataSource();
        for (OnOffFlag flag : OnOffFlag.values()) {
            flags.update(flags.flag(flag.name()).on(flag.isOn()));
        }
        return flags;
    }

    /** Checks every answer, with the opposite answer as the default. */
    @Setup
    public void check() {
        OnOffFlag.check(flag -> client.boolVariation(flag.name(), user, !flag.isOn()));
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
     * Checks as in its documentation.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean boolVariation(Steps steps) {
        return client.boolVariation(names[steps.next(names.length)], user, false);
    }
}
