package io.featureflags.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a flag's value: a group of users, selected by attributes, and its percentage.
 *
 * @param conditions conditions that must all match; an empty list matches all users
 * @param percentage percentage of the matching users for whom the flag is on
 * @param variant name of the variant that these users get; null for that of their place
 */
public record Rule(
        List<Condition> conditions,
        Percentage percentage,
        @Nullable String variant) {

    /** Copies the conditions. */
    public Rule {
        conditions = List.copyOf(conditions);
    }

    /**
     * Creates a rule without a variant.
     *
     * @param conditions conditions that must all match; an empty list matches all users
     * @param percentage percentage of the matching users for whom the flag is on
     */
    public Rule(List<Condition> conditions, Percentage percentage) {
        this(conditions, percentage, null);
    }
}
