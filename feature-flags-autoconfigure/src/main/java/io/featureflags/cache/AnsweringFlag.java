package io.featureflags.cache;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;

/** Answers checks from one volatile field. A check reads it once, and the threads that change the flag replace it. */
abstract class AnsweringFlag implements Flag {

    final String name;

    final FlagWarnings warnings;

    volatile Answering answering = new Answering.Awaited();

    AnsweringFlag(String name, FlagWarnings warnings) {
        this.name = name;
        this.warnings = warnings;
    }

    /** Waits for the flag's first reading, as long as the start of the application may wait. */
    abstract Answering awaitAnswering();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isEnabled(EvaluationContextProvider contextProvider) {
        Answering current = settled();
        if (current instanceof Answering.Fixed fixed) {
            return fixed.answer().enabled();
        }
        Answering.PerCall perCall = (Answering.PerCall) current;
        try {
            return perCall.decision().isEnabled(contextProvider);
        } catch (RuntimeException ex) {
            return failed(perCall, ex).enabled();
        }
    }

    @Override
    public final Evaluation evaluate(EvaluationContextProvider contextProvider) {
        Answering current = settled();
        if (current instanceof Answering.Fixed fixed) {
            return fixed.answer();
        }
        Answering.PerCall perCall = (Answering.PerCall) current;
        try {
            return perCall.decision().evaluate(perCall.source(), contextProvider);
        } catch (RuntimeException ex) {
            return failed(perCall, ex);
        }
    }

    final Answering settled() {
        Answering current = answering;
        return current instanceof Answering.Awaited ? awaitAnswering() : current;
    }

    private Evaluation failed(Answering.PerCall current, RuntimeException ex) {
        if (current.firstFailure()) {
            warnings.contextFailed(ex);
        }
        return Evaluation.error(name, current.source(), ErrorCode.INVALID_CONTEXT);
    }
}
