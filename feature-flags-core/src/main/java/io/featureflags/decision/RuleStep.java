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

    RuleStep(Rule rule, int number, Rollout rollout) {
        this.percentage = rule.percentage();
        this.conditions = rule.conditions().toArray(Condition[]::new);
        this.number = number;
        this.rollout = rollout;
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
    int decide(EvaluationContextProvider contextProvider, EvaluationContext context) {
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
    Reason reason(int verdict) {
        return percentage.isPartial() ? Reason.SPLIT : Reason.TARGETING_MATCH;
    }

    @Override
    String explain(int verdict, EvaluationContext context) {
        int mismatch = firstMismatch(context);
        return mismatch < 0
                ? "matches; " + rollout.explain(percentage, verdict)
                : "condition " + (mismatch + 1) + " does not match: " + conditions[mismatch].describe(context);
    }

    @Override
    Integer rule() {
        return number;
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
