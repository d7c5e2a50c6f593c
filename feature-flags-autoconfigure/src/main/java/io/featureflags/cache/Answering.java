package io.featureflags.cache;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.Source;
import io.featureflags.decision.Decision;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way in which a flag answers until something changes: with one answer for every user, which is made once, or with a decision
 * for each call, or after the first reading only.
 */
sealed interface Answering {

    /**
     * One answer for every user.
     *
     * @param answer the answer
     * @param enabled whether the flag is on, so that a check reads one object less
     */
    record Fixed(Evaluation answer, boolean enabled) implements Answering {

        Fixed(Evaluation answer) {
            this(answer, answer.enabled());
        }
    }

    /**
     * A decision for each call: the answer depends on the user, on the time or on other flags.
     *
     * @param source origin of the value
     * @param decision the decision
     * @param failed whether the user of a call could not be determined since the flag answers in this way
     */
    record PerCall(Source source, Decision decision, AtomicBoolean failed) implements Answering {

        /** Records a failure; returns whether it is the first one. */
        boolean firstFailure() {
            return failed.compareAndSet(false, true);
        }
    }

    /**
     * No answer yet, so that the next check prepares one. The application is starting, the flag has not been read, and checks
     * wait for the reading; or the flag was not checked since its last turn to be dropped, or not at all; or it was dropped.
     */
    record Awaited() implements Answering {}

    /** Returns the answering for a value that was understood. */
    static Answering of(Source source, Decision decision) {
        return decision.hasOneAnswer()
                ? new Fixed(decision.evaluate(source, EvaluationContext.anonymous()))
                : new PerCall(source, decision, new AtomicBoolean());
    }
}
