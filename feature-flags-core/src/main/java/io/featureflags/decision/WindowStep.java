package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Reason;
import java.time.Clock;

/**
 * The step {@code from} and {@code until}. It reads the clock on each call, so that only flags with a window pay for
 * that.
 */
final class WindowStep extends Step {

    private static final int NOT_OPEN_YET = 0;

    private static final int CLOSED = 1;

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
    boolean dependsOnUser() {
        return false;
    }

    @Override
    boolean isConstant() {
        return false;
    }

    @Override
    long decide(EvaluationContextProvider contextProvider, EvaluationContext context) {
        long now = clock.millis();
        if (now < opensAt) {
            return Verdict.withNumber(false, NOT_OPEN_YET);
        }
        return now < closesAt ? Verdict.PASS : Verdict.withNumber(false, CLOSED);
    }

    @Override
    Reason reason(long verdict) {
        return Reason.DISABLED;
    }

    @Override
    String explain(long verdict, EvaluationContext context) {
        String state = verdict == Verdict.PASS ? "open" : detail(verdict);
        return state
                + (window.from() == null ? "" : ", from " + window.from())
                + (window.until() == null ? "" : ", until " + window.until());
    }

    @Override
    String detail(long verdict) {
        return Verdict.number(verdict) == NOT_OPEN_YET
                ? "not open yet: 'from' is in the future"
                : "closed: 'until' has passed";
    }
}
