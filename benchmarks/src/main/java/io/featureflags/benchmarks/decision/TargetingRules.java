package io.featureflags.benchmarks.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.benchmarks.Application;
import io.featureflags.benchmarks.jmh.Steps;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A flag of 20 rules, each of which compares an attribute with two texts. */
@State(Scope.Benchmark)
public class TargetingRules {

    private static final int RULES = 20;

    private static final int CONTEXTS = 1_024;

    private final String flag = OnOffFlag.NEW_CHECKOUT_FLOW.name();

    private final EvaluationContext[] ofLastRule = contexts(number -> "tenant-" + (2 * RULES - 1 - number % 2));

    private final EvaluationContext[] ofNoRule = contexts(number -> "stranger-" + number);

    private final Application application = new Application(Map.of(flag, value()));

    private final FeatureFlags flags = application.flags();

    private static String value() {
        return IntStream.range(0, RULES)
                .mapToObj(rule -> """
                        {"if": [{"attribute": "tenant", "operator": "in", "values": ["tenant-%d", "tenant-%d"]}]}
                        """.formatted(2 * rule, 2 * rule + 1))
                .collect(Collectors.joining(",", "{\"rules\": [", "]}"));
    }

    private static EvaluationContext[] contexts(IntFunction<String> tenant) {
        return IntStream.range(0, CONTEXTS)
                .mapToObj(number -> EvaluationContext.of("user_" + number)
                        .with("country", number % 2 == 0 ? "DE" : "AT")
                        .with("app", "2.4." + number % 10)
                        .with("tenant", tenant.apply(number)))
                .toArray(EvaluationContext[]::new);
    }

    /** Checks every answer. */
    @Setup
    public void check() {
        for (int number = 0; number < CONTEXTS; number++) {
            if (!flags.isEnabled(flag, ofLastRule[number]) || flags.isEnabled(flag, ofNoRule[number])) {
                throw new IllegalStateException("a rule does not match, or one matches that must not");
            }
        }
        String detail = String.valueOf(flags.evaluate(flag, ofLastRule[0]).detail());
        if (!detail.contains("rule " + RULES)) {
            throw new IllegalStateException("it is not the last rule that decides: " + detail);
        }
    }

    /** Ends the application. */
    @TearDown
    public void stop() {
        application.close();
    }

    /**
     * The last of the rules matches.
     *
     * @param steps where this thread stands
     * @return whether the flag is on
     */
    @Benchmark
    public boolean lastMatches(Steps steps) {
        return flags.isEnabled(flag, ofLastRule[steps.next(CONTEXTS)]);
    }

    /**
     * None of the rules matches.
     *
     * @param steps where this thread stands
     * @return whether the flag is on
     */
    @Benchmark
    public boolean noneMatches(Steps steps) {
        return flags.isEnabled(flag, ofNoRule[steps.next(CONTEXTS)]);
    }
}
