package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import org.jspecify.annotations.Nullable;

/** The step of one of {@code rules}: decides for matching users, by the percentage of the rule. */
final class RuleStep extends Step {

    private final Percentage percentage;

    private final Condition[] conditions;

    /** Number of the rule, counted from 1 as in messages. */
    private final int number;

    private final Rollout rollout;

    private final int variant;

    RuleStep(Rule rule, int number, Rollout rollout, Variants variants) {
        this.percentage = rule.percentage();
        this.conditions = rule.conditions().toArray(Condition[]::new);
        this.number = number;
        this.rollout = rollout;
        this.variant = rule.variant() == null ? Variants.NO_VARIANT : variants.index(rule.variant(), name());
    }

    @Override
    String name() {
        return "rule " + number;
    }

    @Override
    boolean isGiven() {
        return true;
    }

    @Override
    boolean dependsOnUser() {
        return true;
    }

    @Override
    long decide(EvaluationContextProvider contextProvider, EvaluationContext context) {
        return firstMismatch(context) < 0 ? rollout.decide(percentage, context) : Verdict.PASS;
    }

    /** Returns the index of the first condition that does not match; -1 if all conditions match. */
    private int firstMismatch(EvaluationContext context) {
        for (int i = 0; i < conditions.length; i++) {
            if (!conditions[i].matches(context)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    Reason reason(long verdict) {
        return percentage.isPartial() ? Reason.SPLIT : Reason.TARGETING_MATCH;
    }

    @Override
    String explain(long verdict, EvaluationContext context) {
        int mismatch = firstMismatch(context);
        return mismatch < 0
                ? "matches; " + rollout.explain(percentage, verdict)
                : "condition " + (mismatch + 1) + " does not match: " + conditions[mismatch].describe(context);
    }

    @Override
    int variant() {
        return variant;
    }

    @Override
    Integer rule() {
        return number;
    }

    @Override
    String detail(long verdict) {
        return name() + " matches";
    }

    @Override
    @Nullable
    Integer position(long verdict) {
        return Rollout.position(verdict);
    }
}
