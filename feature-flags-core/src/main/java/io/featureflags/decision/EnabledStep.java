package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;

/** The step {@code enabled}: switches the flag off for all users. */
final class EnabledStep extends Step {

    private final boolean enabled;

    EnabledStep(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    String name() {
        return "enabled";
    }

    @Override
    boolean isGiven() {
        return !enabled;
    }

    @Override
    boolean dependsOnUser() {
        return false;
    }

    @Override
    long decide(EvaluationContextProvider contextProvider, EvaluationContext context) {
        return enabled ? Verdict.PASS : Verdict.OFF;
    }

    @Override
    Reason reason(long verdict) {
        return Reason.DISABLED;
    }

    @Override
    String explain(long verdict, EvaluationContext context) {
        return "false: the flag is switched off";
    }
}
