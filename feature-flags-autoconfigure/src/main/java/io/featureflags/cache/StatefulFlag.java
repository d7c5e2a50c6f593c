package io.featureflags.cache;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;

/** Answers checks from one volatile field, which others change. */
abstract class StatefulFlag implements Flag {

    final String name;

    final FlagWarnings warnings;

    volatile Answering state = new Answering.Awaited();

    StatefulFlag(String name) {
        this.name = name;
        this.warnings = new FlagWarnings(name);
    }

    /** Waits for the state to answer from, as long as the start of the application may wait. */
    abstract Answering awaitState();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isEnabled(EvaluationContextProvider who) {
        Answering current = settled();
        if (current instanceof Answering.Fixed fixed) {
            return fixed.answer().enabled();
        }
        Answering.PerCall perCall = (Answering.PerCall) current;
        try {
            return perCall.decision().isEnabled(who);
        } catch (RuntimeException ex) {
            return failed(perCall, ex).enabled();
        }
    }

    @Override
    public final Evaluation evaluate(EvaluationContextProvider who) {
        Answering current = settled();
        if (current instanceof Answering.Fixed fixed) {
            return fixed.answer();
        }
        Answering.PerCall perCall = (Answering.PerCall) current;
        try {
            return perCall.decision().evaluate(perCall.source(), who);
        } catch (RuntimeException ex) {
            return failed(perCall, ex);
        }
    }

    final Answering settled() {
        Answering current = state;
        return current instanceof Answering.Awaited ? awaitState() : current;
    }

    private Evaluation failed(Answering.PerCall current, RuntimeException ex) {
        if (current.firstFailure()) {
            warnings.noContext(ex);
        }
        return Evaluation.error(name, current.source(), ErrorCode.INVALID_CONTEXT);
    }
}
