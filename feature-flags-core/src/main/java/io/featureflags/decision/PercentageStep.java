package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import org.jspecify.annotations.Nullable;

/** The step {@code percentage}: the last one, which decides for all remaining users. */
final class PercentageStep extends Step {

    private final Percentage percentage;

    private final Rollout rollout;

    PercentageStep(Percentage percentage, Rollout rollout) {
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
    boolean dependsOnUser() {
        return percentage.isPartial();
    }

    @Override
    long decide(EvaluationContextProvider contextProvider, EvaluationContext context) {
        return rollout.decide(percentage, context);
    }

    /** Returns whether the percentage depends on the position of the user, and the context has a user. */
    boolean canDraw(EvaluationContext context) {
        return percentage.isPartial() && rollout.hasUser(context);
    }

    int slot(EvaluationContext context) {
        return rollout.slot(context);
    }

    @Override
    Reason reason(long verdict) {
        return percentage.isPartial() ? Reason.SPLIT : Reason.STATIC;
    }

    @Override
    String explain(long verdict, EvaluationContext context) {
        return rollout.explain(percentage, verdict);
    }

    @Override
    @Nullable
    Integer position(long verdict) {
        return Rollout.position(verdict);
    }
}
