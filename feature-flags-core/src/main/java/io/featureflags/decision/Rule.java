package io.featureflags.decision;

import java.util.List;

/**
 * Some users, described by their attributes, and the share of them that gets the feature.
 *
 * @param conditions what a user must be like: all of them must match; without any, everybody does
 * @param percentage the share of these users that gets the feature
 */
public record Rule(List<Condition> conditions, Percentage percentage) {

    /** Copies the conditions. */
    public Rule {
        conditions = List.copyOf(conditions);
    }
}
