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
 * Half of the users are of the tenants that are found last, the others of none.
 */
@State(Scope.Benchmark)
public abstract class TenantQuestions {

    static final String FLAG = OnOffFlag.NEW_CHECKOUT_FLOW.name();

    static final int RULES = 20;

    private static final int TENANTS_OF_RULE = 2;

    private static final int CONTEXTS = 1_024;

    /** All that is needed for subclasses. */
    TenantQuestions() {}

    /**
     * The tenants of each rule, in a form.
     *
     * @param form makes it of a rule's tenants
     */
    static <T> List<T> rules(Function<List<String>, T> form) {
        return IntStream.range(0, RULES)
                .mapToObj(rule -> form.apply(IntStream.range(0, TENANTS_OF_RULE)
                        .mapToObj(number -> "tenant-" + (TENANTS_OF_RULE * rule + number))
                        .toList()))
                .toList();
    }

    /** The tenants of all rules. */
    static List<String> tenants() {
        return rules(Function.identity()).stream().flatMap(List::stream).toList();
    }

    /** Of texts the values of a JSON array. */
    static String json(List<String> texts) {
        return "[\"" + String.join("\", \"", texts) + "\"]";
    }

    /** Returns the users: first 1,024 of the last rule, then 1,024 of none. */
    static <T> T[] users(Form<T> form, IntFunction<T[]> array) {
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
                throw new IllegalStateException("the answer for number " + number + " is wrong");
            }
        }
    }

    /**
     * It is the last of the rules, or a tenant at the end of the list, that matches.
     *
     * @param steps where this thread stands
     * @return whether the flag is on
     */
    @Benchmark
    public boolean lastMatches(Steps steps) {
        return isOn(steps.next(CONTEXTS));
    }

    /**
     * Nothing matches.
     *
     * @param steps where this thread stands
     * @return whether the flag is on
     */
    @Benchmark
    public boolean noneMatches(Steps steps) {
        return isOn(CONTEXTS + steps.next(CONTEXTS));
    }

    /**
     * Creates a user in the form of a contender.
     *
     * @param <T> what it is
     */
    @FunctionalInterface
    interface Form<T> {

        T of(String user, String country, String app, String tenant);
    }
}
