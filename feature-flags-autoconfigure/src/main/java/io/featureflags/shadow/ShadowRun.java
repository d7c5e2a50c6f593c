package io.featureflags.shadow;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.spi.ShadowCall;
import io.featureflags.spi.ShadowOutcome;

/** One repetition of a call. It ends once: by itself, or by its timeout. */
final class ShadowRun {

    private final FlagShadow shadow;

    private final ShadowCall call;

    private final RunComparison comparison;

    private boolean ended;

    ShadowRun(FlagShadow shadow, ShadowCall call, RunComparison comparison) {
        this.shadow = shadow;
        this.call = call;
        this.comparison = comparison;
    }

    /** Runs the new code in the present thread, compares and counts. Throws nothing that the new code throws. */
    void run() {
        long start = System.nanoTime();
        Object result = null;
        Throwable failure = null;
        EvaluationContext outer = BoundContext.replace(call.context());
        try {
            result = call.newCode().run();
        } catch (Throwable ex) { // Also errors, such as a StackOverflowError of the new code.
            failure = ex;
        } finally {
            BoundContext.replace(outer);
        }
        long nanos = System.nanoTime() - start;
        RunComparison.Result compared = comparison.compare(shadow.flag(), call, result, failure);
        if (end()) {
            shadow.ended(compared, nanos, call.legacy().nanos());
        }
    }

    /** Ends the run by its timeout, if it has not ended. */
    boolean timeOut() {
        boolean inTime = end();
        if (inTime) {
            shadow.count(ShadowOutcome.TIMED_OUT);
        }
        return inTime;
    }

    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
