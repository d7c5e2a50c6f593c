package io.featureflags.cache;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.Source;
import io.featureflags.decision.Decision;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a flag answers until something changes: an answer for everybody, made once, a decision that is made for each call,
 * or nothing yet.
 */
sealed interface Answering {

    /**
     * The answer for everybody.
     *
     * @param answer the answer
     */
    record Fixed(Evaluation answer) implements Answering {}

    /**
     * The answer depends on who is asking, on the time or on other flags.
     *
     * @param source where the value came from
     * @param decision what decides
     * @param failed whether the user could not be found out, ever since this state began
     */
    record PerCall(Source source, Decision decision, AtomicBoolean failed) implements Answering {

        boolean firstFailure() {
            return failed.compareAndSet(false, true);
        }
    }

    /** The application is starting, and the store has not told of the flag yet: whoever asks waits for it. */
    record Awaited() implements Answering {}

    /** The state of a flag by a value that is understood. */
    static Answering of(Source source, Decision decision) {
        return decision.isConstant()
                ? new Fixed(decision.evaluate(source, EvaluationContext.anonymous()))
                : new PerCall(source, decision, new AtomicBoolean());
    }
}
