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
 * Parsed value of a flag, created by {@link #builder()} or a parser. Immutable.
 *
 * <p>The order of decision: switched off, outside the window, a required flag is off, excluded user, listed user, first
 * matching rule, percentage.
 *
 * @param enabled false to switch the flag off for all users
 * @param excluded users for whom the flag is always off; takes precedence over {@code users}
 * @param users users for whom the flag is on regardless of rules and percentage
 * @param rules rules, tried in order; the first match decides by its own percentage
 * @param percentage percentage of the remaining users for whom the flag is on
 * @param bucketBy attribute whose value is placed in the rollout; null for the targeting key
 * @param salt salt that shuffles the users in the rollout; null for none
 * @param window time window in which the flag may be on
 * @param requires names of flags that must be on for the same context
 * @param variants variants, with their values; {@link Variants#NONE} for a boolean flag. They never decide whether the flag
 *     is on
 * @param rollout plan of a guarded rollout; null without one. Does not affect evaluations
 * @param shadow percentage of the legacy calls that also run the new code for nothing, by chance per call; does not affect
 *     evaluations
 * @param description purpose of the flag; does not affect evaluations
 * @param owner team or person responsible for the flag; does not affect evaluations
 * @param expires kill date; does not affect evaluations
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
        Variants variants,
        @Nullable RolloutPlan rollout,
        Percentage shadow,
        @Nullable String description,
        @Nullable String owner,
        @Nullable LocalDate expires) {

    /**
     * Copies the collections. Sets become hash sets, whose look-ups stay fast even for ids with colliding hash codes.
     *
     * @throws InvalidFlagValueException if all conditions with {@code contains} together have more than 100 texts, or if a rule
     *     names a variant that does not exist
     */
    public FlagValue {
        excluded = copy(excluded);
        users = copy(users);
        rules = List.copyOf(rules);
        requires = List.copyOf(requires);
        for (int i = 0; i < rules.size(); i++) {
            String variant = rules.get(i).variant();
            if (variant != null) {
                int unused = variants.index(variant, "field 'variant' of rule " + (i + 1));
            }
        }
        int searches = rules.stream()
                .flatMap(rule -> rule.conditions().stream())
                .mapToInt(Condition::searches)
                .sum();
        if (searches > Operands.MAX_PARTS) {
            throw new InvalidFlagValueException(
                    "all conditions with 'contains' together must have at most " + Operands.MAX_PARTS + " texts");
        }
    }

    /** Copies a set. Nearly all flags have no lists: an empty hash set would take 80 bytes per flag. */
    private static Set<String> copy(Set<String> texts) {
        return texts.isEmpty() ? Set.of() : Collections.unmodifiableSet(new HashSet<>(texts));
    }

    /**
     * Creates a builder of a value that is on for all users.
     *
     * @return the builder
     */
    public static FlagValueBuilder builder() {
        return new FlagValueBuilder();
    }

    /**
     * Creates a value that is on or off for all users.
     *
     * @param enabled whether the flag is on
     * @return the value
     */
    public static FlagValue of(boolean enabled) {
        return builder().enabled(enabled).build();
    }

    /**
     * Creates a value that is on for a percentage of users.
     *
     * @param percentage the percentage
     * @return the value
     */
    public static FlagValue of(Percentage percentage) {
        return builder().percentage(percentage).build();
    }

    /**
     * Returns the plan of a guarded rollout if it runs: if the percentage is one of its steps below 100.
     *
     * @return the plan; null if there is none, or if it does not run
     */
    public @Nullable RolloutPlan runningPlan() {
        return rollout != null && rollout.runsAt(percentage) ? rollout : null;
    }

    /**
     * Prepares this value for evaluation.
     *
     * @param flag name of the flag, which is part of the hashed text of the rollout
     * @param flags look-up of required flags by name; called on each evaluation
     * @param clock clock for the time window; read only if there is one
     * @return the decision
     */
    public Decision decisionFor(String flag, Function<String, Flag> flags, Clock clock) {
        return new Decision(flag, this, flags, clock);
    }

    /**
     * Returns warnings about a valid value: unknown operators, and a window that is never open.
     *
     * @return the warnings, which contain nothing of the value; empty if there are none
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
                    String meant = Operator.meantBy(conditions.get(condition).operator());
                    warnings.add("the operator of condition " + (condition + 1) + " in rule " + (rule + 1)
                            + " is unknown, so that the rule never matches"
                            + (meant == null ? "" : " (did you mean '" + meant + "'?)"));
                }
            }
        }
        return warnings;
    }
}
