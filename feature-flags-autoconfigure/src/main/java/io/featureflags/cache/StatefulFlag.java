package io.featureflags.cache;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;

/** Answers checks from one volatile field, which others change. */
abstract class StatefulFlag implements Flag {

    final String name;

    final FlagWarnings warnings;

    volatile FlagState state = new FlagState.Awaited();

    StatefulFlag(String name) {
        this.name = name;
        this.warnings = new FlagWarnings(name);
    }

    /** Waits for the state to answer from, as long as the start of the application may wait. */
    abstract FlagState awaitState();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isEnabled(EvaluationContextProvider who) {
        FlagState current = settled();
        if (current instanceof FlagState.Fixed fixed) {
            return fixed.answer().enabled();
        }
        FlagState.PerCall perCall = (FlagState.PerCall) current;
        try {
            return perCall.decision().isEnabled(who);
        } catch (RuntimeException ex) {
            return failed(perCall, ex).enabled();
        }
    }

    @Override
    public final Evaluation evaluate(EvaluationContextProvider who) {
        FlagState current = settled();
        if (current instanceof FlagState.Fixed fixed) {
            return fixed.answer();
        }
        FlagState.PerCall perCall = (FlagState.PerCall) current;
        try {
            return perCall.decision().evaluate(perCall.source(), who);
        } catch (RuntimeException ex) {
            return failed(perCall, ex);
        }
    }

    final FlagState settled() {
        FlagState current = state;
        return current instanceof FlagState.Awaited ? awaitState() : current;
    }

    private Evaluation failed(FlagState.PerCall current, RuntimeException ex) {
        if (current.firstFailure()) {
            warnings.noContext(ex);
        }
        return Evaluation.error(name, current.source(), ErrorCode.INVALID_CONTEXT);
    }
}
