package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import org.jspecify.annotations.Nullable;

/** One of {@code rules}: decides for the users who match, by its own share of them. */
final class RuleStep extends Step {

    private final Percentage percentage;

    private final Condition[] conditions;

    /** Counted from 1, as people do. */
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
    boolean asksForUser() {
        return true;
    }

    @Override
    int decide(EvaluationContextProvider who, EvaluationContext context) {
        return firstMismatch(context) < 0 ? rollout.decide(percentage, context) : Verdict.PASS;
    }

    /** The place of the first condition that does not match, counted from 0; -1 if all do. */
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
                : "condition " + (mismatch + 1) + " does not match: " + conditions[mismatch].explain(context);
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
