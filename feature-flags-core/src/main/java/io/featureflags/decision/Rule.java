package io.featureflags.decision;

import java.util.List;

/**
 * A rule of a flag's value: a group of users, selected by attributes, and its percentage.
 *
 * @param conditions conditions that must all match; an empty list matches all users
 * @param percentage percentage of the matching users for whom the flag is on
 */
public record Rule(List<Condition> conditions, Percentage percentage) {

    /** Copies the conditions. */
    public Rule {
        conditions = List.copyOf(conditions);
    }
}
