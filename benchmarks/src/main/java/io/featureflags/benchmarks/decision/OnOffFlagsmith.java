package io.featureflags.benchmarks.decision;

import com.flagsmith.FlagsmithClient;
import com.flagsmith.models.Flags;
import io.featureflags.benchmarks.FlagsmithSetUp;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Flagsmith with its flags in memory. */
@State(Scope.Benchmark)
public class OnOffFlagsmith {

    private final String[] names = OnOffFlag.names();

    private final FlagsmithClient client = FlagsmithSetUp.client(IntStream.range(0, names.length)
            .mapToObj(number -> FlagsmithSetUp.state(
                    number, names[number], OnOffFlag.valueOf(names[number]).isOn())));

    private final Flags kept = FlagsmithSetUp.flags(client);

    /** Checks every answer. */
    @Setup
    public void check() {
        OnOffFlag.check(flag -> FlagsmithSetUp.isOn(FlagsmithSetUp.flags(client), flag.name()));
        OnOffFlag.check(flag -> FlagsmithSetUp.isOn(kept, flag.name()));
    }

    /** Closes the client. */
    @TearDown
    public void stop() {
        client.close();
    }

    /**
     * Checks as in its documentation.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean isFeatureEnabled(Steps steps) {
        return FlagsmithSetUp.isOn(FlagsmithSetUp.flags(client), names[steps.next(names.length)]);
    }

    /**
     * Checks kept answers, which never change, as within one request.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean keptFlags(Steps steps) {
        return FlagsmithSetUp.isOn(kept, names[steps.next(names.length)]);
    }
}
