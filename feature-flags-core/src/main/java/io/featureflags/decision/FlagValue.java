package io.featureflags.decision;

import io.featureflags.Flag;
import io.featureflags.InvalidFlagValueException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a flag's value in Redis means, understood once when it arrives. Made by {@link #builder()}. Decides in this order:
 * switched off, outside its window, a required flag is off, excluded, listed, the first rule that matches, percentage.
 *
 * @param enabled false switches the flag off for everybody
 * @param excluded users who never get the feature; they win over {@code users}
 * @param users users who get the feature whatever the rules and the percentage
 * @param rules tried in order; the first that matches decides by its own percentage
 * @param percentage share of all other users who get the feature
 * @param bucketBy attribute whose value is placed in a percentage, instead of the user; null for the user
 * @param salt shuffles anew who is in a percentage; null for none
 * @param window time in which the flag may be on
 * @param requires names of flags that must be on for whoever is asking
 * @param description what the flag switches; decides nothing
 * @param owner who answers for the flag; decides nothing
 * @param expires kill date; decides nothing
 */
public record FlagValue(
        boolean enabled,
        Set<String> excluded,
        Set<String> users,
        List<Rule> rules,
        Percentage percentage,
        @Nullable String bucketBy,
        @Nullable String salt,
        Window window,
        List<String> requires,
        @Nullable String description,
        @Nullable String owner,
        @Nullable LocalDate expires) {

    /**
     * Copies the collections: sets into hash sets, whose look-up stays fast for ids that were chosen to collide.
     *
     * @throws InvalidFlagValueException if all {@code contains} together have more than 100 texts
     */
    public FlagValue {
        excluded = copy(excluded);
        users = copy(users);
        rules = List.copyOf(rules);
        requires = List.copyOf(requires);
        int searches = rules.stream()
                .flatMap(rule -> rule.conditions().stream())
                .mapToInt(Condition::searches)
                .sum();
        if (searches > Operands.MAX_PARTS) {
            throw new InvalidFlagValueException(
                    "all conditions with 'contains' together must have at most " + Operands.MAX_PARTS + " texts");
        }
    }

    /** Nearly all flags have no lists: an empty hash set for each of them would take 80 bytes of every flag. */
    private static Set<String> copy(Set<String> texts) {
        return texts.isEmpty() ? Set.of() : Collections.unmodifiableSet(new HashSet<>(texts));
    }

    /**
     * Begins a value that is on for everybody.
     *
     * @return a builder
     */
    public static FlagValueBuilder builder() {
        return new FlagValueBuilder();
    }

    /**
     * The value that is on or off for everybody.
     *
     * @param enabled whether the flag is on
     * @return the value
     */
    public static FlagValue of(boolean enabled) {
        return builder().enabled(enabled).build();
    }

    /**
     * The value that is on for a share of the users.
     *
     * @param percentage the share
     * @return the value
     */
    public static FlagValue of(Percentage percentage) {
        return builder().percentage(percentage).build();
    }

    /**
     * Makes this value ready to decide. The decision does nothing of what can be done beforehand.
     *
     * @param flag name of the flag, part of what places the user in the rollout
     * @param flags the flags by name, for those that this one requires; asked at each call
     * @param clock tells the time; read only if there is a window
     * @return the decision
     */
    public Decision decisionFor(String flag, Function<String, Flag> flags, Clock clock) {
        return new Decision(flag, this, flags, clock);
    }

    /**
     * What is worth a warning, although the value is understood: an operator that is unknown, a window that is never open.
     *
     * @return the warnings, which hold nothing of the value; empty if there are none
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (window.isNeverOpen()) {
            warnings.add("'until' is not after 'from', so that the flag is always off");
        }
        for (int rule = 0; rule < rules.size(); rule++) {
            List<Condition> conditions = rules.get(rule).conditions();
            for (int condition = 0; condition < conditions.size(); condition++) {
                if (!conditions.get(condition).isUnderstood()) {
                    warnings.add("the operator of condition " + (condition + 1) + " in rule " + (rule + 1)
                            + " is unknown, so that the rule never matches");
                }
            }
        }
        return warnings;
    }
}
