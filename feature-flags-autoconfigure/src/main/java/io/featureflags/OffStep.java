package io.featureflags;

/** {@code enabled}, where it is false. */
final class OffStep extends Step {

    @Override
    String name() {
        return "enabled";
    }

    @Override
    boolean asksForUser() {
        return false;
    }

    @Override
    int decide(EvaluationContextProvider who, EvaluationContext context) {
        return Verdict.OFF;
    }

    @Override
    Reason reason(int verdict) {
        return Reason.DISABLED;
    }
}
