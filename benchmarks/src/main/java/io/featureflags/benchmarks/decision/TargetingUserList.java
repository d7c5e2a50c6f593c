package io.featureflags.benchmarks.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.InMemoryApplication;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A flag for the 10,000 users of a list. */
@State(Scope.Benchmark)
public class TargetingUserList {

    private static final int LISTED = 10_000;

    private static final int CONTEXTS = 1_024;

    private static final int APART = LISTED / CONTEXTS;

    private final String flag = OnOffFlag.NEW_CHECKOUT_FLOW.name();

    private final EvaluationContext[] listed = contexts(0);

    private final EvaluationContext[] strangers = contexts(LISTED);

    private final InMemoryApplication application = new InMemoryApplication(Map.of(flag, value()));

    private final FeatureFlags flags = application.flags();

    private static String value() {
        return IntStream.range(0, LISTED)
                .mapToObj(number -> "\"user_" + number + "\"")
                .collect(Collectors.joining(",", "{\"users\": [", "]}"));
    }

    private static EvaluationContext[] contexts(int first) {
        return IntStream.range(0, CONTEXTS)
                .mapToObj(number -> EvaluationContext.of("user_" + (first + APART * number)))
                .toArray(EvaluationContext[]::new);
    }

    /** Checks every answer. */
    @Setup
    public void check() {
        for (int number = 0; number < CONTEXTS; number++) {
            if (!flags.isEnabled(flag, listed[number]) || flags.isEnabled(flag, strangers[number])) {
                throw new IllegalStateException("The flag is off for a user in the list, or on for another user");
            }
        }
    }

    /** Closes the application. */
    @TearDown
    public void stop() {
        application.close();
    }

    /**
     * Checks the flag for a user in the list.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean hit(Steps steps) {
        return flags.isEnabled(flag, listed[steps.next(CONTEXTS)]);
    }

    /**
     * Checks the flag for a user who is not in the list.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean miss(Steps steps) {
        return flags.isEnabled(flag, strangers[steps.next(CONTEXTS)]);
    }
}
