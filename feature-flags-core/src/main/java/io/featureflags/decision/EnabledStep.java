package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;

/** {@code enabled}, which switches the flag off for everybody. */
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
    boolean asksForUser() {
        return false;
    }

    @Override
    int decide(EvaluationContextProvider who, EvaluationContext context) {
        return enabled ? Verdict.PASS : Verdict.OFF;
    }

    @Override
    Reason reason(int verdict) {
        return Reason.DISABLED;
    }

    @Override
    String explain(int verdict, EvaluationContext context) {
        return "false: the flag is switched off";
    }
}
