package io.featureflags.benchmarks.decision;

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

/** Unleash with its features in memory, and a context that was created in advance. */
@State(Scope.Benchmark)
public class OnOffUnleash {

    private final String[] names = OnOffFlag.names();

    private final UnleashContext user =
            UnleashContext.builder().userId("user_12345").build();

    private final Unleash documented = UnleashSetUp.asDocumented(features());

    private final Unleash fastest = UnleashSetUp.withoutEvents(features());

    private static Stream<String> features() {
        return Arrays.stream(OnOffFlag.values())
                .map(flag -> UnleashSetUp.feature(flag.name(), flag.isOn(), Stream.of("{\"name\": \"default\"}")));
    }

    /** Checks every answer, with the opposite answer as the default. */
    @Setup
    public void check() {
        OnOffFlag.check(flag -> documented.isEnabled(flag.name(), user, !flag.isOn()));
        OnOffFlag.check(flag -> fastest.isEnabled(flag.name(), user, !flag.isOn()));
    }

    /** Shuts down the clients. */
    @TearDown
    public void stop() {
        documented.shutdown();
        fastest.shutdown();
    }

    /**
     * Checks as in its documentation.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean isEnabled(Steps steps) {
        return documented.isEnabled(names[steps.next(names.length)], user);
    }

    /**
     * Checks without events.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean withoutEvents(Steps steps) {
        return fastest.isEnabled(names[steps.next(names.length)], user);
    }
}
