package io.featureflags;

import org.jspecify.annotations.Nullable;

/** One of {@code rules}: decides for the users who match, by its own share of them. */
final class RuleStep extends Step {

    private final Rule rule;

    /** Counted from 1, as people do. */
    private final int number;

    private final Rollout rollout;

    RuleStep(Rule rule, int number, Rollout rollout) {
        this.rule = rule;
        this.number = number;
        this.rollout = rollout;
    }

    @Override
    String name() {
        return "rule " + number;
    }

    @Override
    boolean asksForUser() {
        return true;
    }

    @Override
    int decide(EvaluationContextProvider who, EvaluationContext context) {
        return rule.firstMismatch(context) < 0 ? rollout.decide(rule.percentage(), context) : Verdict.PASS;
    }

    @Override
    Reason reason(int verdict) {
        return rule.percentage().isPartial() ? Reason.SPLIT : Reason.TARGETING_MATCH;
    }

    @Override
    String detail(int verdict) {
        return name() + " matches";
    }

    @Override
    @Nullable
    Integer position(int verdict) {
        return Rollout.position(verdict);
    }
}
