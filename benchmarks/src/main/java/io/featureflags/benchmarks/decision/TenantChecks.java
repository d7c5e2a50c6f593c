package io.featureflags.benchmarks.decision;

import io.featureflags.benchmarks.jmh.Steps;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The flag of contenders with attributes: it is on for 40 tenants, two by each of 20 rules, or all of them by one list.
 * Half of the users belong to the last two tenants, the others to none of the 40.
 */
@State(Scope.Benchmark)
public abstract class TenantChecks {

    static final String FLAG = OnOffFlag.NEW_CHECKOUT_FLOW.name();

    static final int RULES = 20;

    private static final int TENANTS_OF_RULE = 2;

    private static final int CONTEXTS = 1_024;

    /** For subclasses only. */
    TenantChecks() {}

    /**
     * Returns the rules.
     *
     * @param form creates a rule in the form of a contender, from its tenants
     */
    static <T> List<T> rules(Function<List<String>, T> form) {
        return IntStream.range(0, RULES)
                .mapToObj(rule -> form.apply(IntStream.range(0, TENANTS_OF_RULE)
                        .mapToObj(number -> "tenant-" + (TENANTS_OF_RULE * rule + number))
                        .toList()))
                .toList();
    }

    /** Returns the tenants of all rules. */
    static List<String> tenants() {
        return rules(Function.identity()).stream().flatMap(List::stream).toList();
    }

    /** Returns texts as a JSON array. */
    static String json(List<String> texts) {
        return "[\"" + String.join("\", \"", texts) + "\"]";
    }

    /** Returns the users: first 1,024 of the last rule, then 1,024 of none. */
    static <T> T[] users(TenantUserFactory<T> form, IntFunction<T[]> array) {
        return IntStream.range(0, 2 * CONTEXTS)
                .mapToObj(number -> form.of(
                        "user_" + number,
                        number % 2 == 0 ? "DE" : "AT",
                        "2.4." + number % 10,
                        number < CONTEXTS
                                ? "tenant-" + (TENANTS_OF_RULE * RULES - 1 - number % TENANTS_OF_RULE)
                                : "stranger-" + number))
                .toArray(array);
    }

    /** Returns whether the flag is on for a user. */
    abstract boolean isOn(int number);

    /** Checks every answer. */
    @Setup
    public void check() {
        for (int number = 0; number < 2 * CONTEXTS; number++) {
            if (isOn(number) != number < CONTEXTS) {
                throw new IllegalStateException("Wrong answer for user " + number);
            }
        }
    }

    /**
     * Checks the flag for users of the last rule, or of tenants at the end of the list.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean lastMatches(Steps steps) {
        return isOn(steps.next(CONTEXTS));
    }

    /**
     * Checks the flag for users without a match.
     *
     * @param steps the position of this thread
     * @return whether the flag is on
     */
    @Benchmark
    public boolean noneMatches(Steps steps) {
        return isOn(CONTEXTS + steps.next(CONTEXTS));
    }

    /**
     * Creates a user in the form of a contender.
     *
     * @param <T> the type of users of the contender
     */
    @FunctionalInterface
    interface TenantUserFactory<T> {

        T of(String user, String country, String app, String tenant);
    }
}
