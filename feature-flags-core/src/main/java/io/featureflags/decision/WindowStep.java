package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import java.time.Clock;

/** {@code from} and {@code until}. Reads the clock at each call, so that only flags with a window pay for it. */
final class WindowStep extends Step {

    private static final int NOT_YET = 0;

    private static final int OVER = 1;

    private final Window window;

    private final Clock clock;

    private final long opensAt;

    private final long closesAt;

    WindowStep(Window window, Clock clock) {
        this.window = window;
        this.clock = clock;
        this.opensAt = window.opensAt();
        this.closesAt = window.closesAt();
    }

    @Override
    String name() {
        return "window";
    }

    @Override
    boolean isGiven() {
        return !window.isAlways();
    }

    @Override
    boolean asksForUser() {
        return false;
    }

    @Override
    boolean isConstant() {
        return false;
    }

    @Override
    int decide(EvaluationContextProvider who, EvaluationContext context) {
        long now = clock.millis();
        if (now < opensAt) {
            return Verdict.withNumber(false, NOT_YET);
        }
        return now < closesAt ? Verdict.PASS : Verdict.withNumber(false, OVER);
    }

    @Override
    Reason reason(int verdict) {
        return Reason.DISABLED;
    }

    @Override
    String explain(int verdict, EvaluationContext context) {
        String state = verdict == Verdict.PASS ? "open" : detail(verdict);
        return state
                + (window.from() == null ? "" : ", from " + window.from())
                + (window.until() == null ? "" : ", until " + window.until());
    }

    @Override
    String detail(int verdict) {
        return Verdict.number(verdict) == NOT_YET ? "not yet: 'from' lies ahead" : "no longer: 'until' has passed";
    }
}
