package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import org.jspecify.annotations.Nullable;

/** {@code percentage}: the last step, which decides for all who are left. */
final class ShareStep extends Step {

    private final Percentage percentage;

    private final Rollout rollout;

    ShareStep(Percentage percentage, Rollout rollout) {
        this.percentage = percentage;
        this.rollout = rollout;
    }

    @Override
    String name() {
        return "percentage";
    }

    @Override
    boolean isGiven() {
        return true;
    }

    @Override
    boolean asksForUser() {
        return percentage.isPartial();
    }

    @Override
    int decide(EvaluationContextProvider who, EvaluationContext context) {
        return rollout.decide(percentage, context);
    }

    @Override
    Reason reason(int verdict) {
        return percentage.isPartial() ? Reason.SPLIT : Reason.STATIC;
    }

    @Override
    String explain(int verdict, EvaluationContext context) {
        return rollout.explain(percentage, verdict);
    }

    @Override
    @Nullable
    Integer position(int verdict) {
        return Rollout.position(verdict);
    }
}
