package io.featureflags.cache;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Flag;
import io.featureflags.Source;
import io.featureflags.ValueEvaluation;
import io.featureflags.ValueType;

/** Answers checks from one volatile field. A check reads it once, and the threads that change the flag replace it. */
abstract class AnsweringFlag implements Flag {

    final String name;

    final FlagWarnings warnings;

    volatile Answering answering = new Answering.Awaited();

    private volatile boolean dropped;

    AnsweringFlag(String name, FlagWarnings warnings) {
        this.name = name;
        this.warnings = warnings;
    }

    /** Prepares the answer. Waits for the flag's first reading, as long as the start of the application may wait. */
    abstract Answering awaitAnswering();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isEnabled(EvaluationContextProvider contextProvider) {
        // The most frequent check, which the compiler inlines if the rest is elsewhere.
        return answering instanceof Answering.Fixed fixed ? fixed.enabled() : isEnabledPerCall(contextProvider);
    }

    private boolean isEnabledPerCall(EvaluationContextProvider contextProvider) {
        Answering current = settled();
        if (current instanceof Answering.Fixed fixed) {
            return fixed.enabled();
        }
        Answering.PerCall perCall = (Answering.PerCall) current;
        try {
            return perCall.decision().isEnabled(contextProvider);
        } catch (RuntimeException ex) {
            return failed(perCall, contextProvider, ex).enabled();
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
            return failed(perCall, contextProvider, ex);
        }
    }

    @Override
    public final Evaluation decide(EvaluationContextProvider contextProvider) {
        return answering instanceof Answering.Fixed fixed ? fixed.answer() : decidePerCall(contextProvider);
    }

    private Evaluation decidePerCall(EvaluationContextProvider contextProvider) {
        Answering current = settled();
        if (current instanceof Answering.Fixed fixed) {
            return fixed.answer();
        }
        Answering.PerCall perCall = (Answering.PerCall) current;
        try {
            return perCall.decision().decide(perCall.source(), contextProvider);
        } catch (RuntimeException ex) {
            return failed(perCall, contextProvider, ex);
        }
    }

    @Override
    public final <T> ValueEvaluation<T> evaluateValue(T otherwise, EvaluationContextProvider contextProvider) {
        Answering current = settled();
        if (current instanceof Answering.Fixed fixed) {
            return ValueEvaluation.of(fixed.answer(), otherwise);
        }
        ValueType unused = ValueType.of(otherwise);
        Answering.PerCall perCall = (Answering.PerCall) current;
        try {
            return ValueEvaluation.of(perCall.decision().evaluate(perCall.source(), contextProvider), otherwise);
        } catch (RuntimeException ex) {
            return ValueEvaluation.error(failed(perCall, contextProvider, ex), otherwise, ErrorCode.INVALID_CONTEXT);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // The value is of the type of the default.
    public final <T> T value(T otherwise, EvaluationContextProvider contextProvider) {
        Answering current = settled();
        if (current instanceof Answering.Fixed fixed) {
            return ValueEvaluation.of(fixed.answer(), otherwise).value();
        }
        ValueType type = ValueType.of(otherwise);
        Answering.PerCall perCall = (Answering.PerCall) current;
        try {
            Object value = perCall.decision().value(type, contextProvider);
            return value == null ? otherwise : (T) value;
        } catch (RuntimeException ex) {
            Evaluation unused = failed(perCall, contextProvider, ex);
            return otherwise;
        }
    }

    final Answering settled() {
        Answering current = answering;
        return current instanceof Answering.Awaited ? awaitAnswering() : current;
    }

    /**
     * Lets the next check prepare the answer again, which proves that the flag is in use. So no check has to record its time.
     *
     * @return whether the flag was checked, or has changed, since the last call
     */
    final synchronized boolean rest() {
        boolean used = !(answering instanceof Answering.Awaited);
        answering = new Answering.Awaited();
        return used;
    }

    /** Records that the copy does not know this flag any more, so that checks look its name up. */
    final synchronized void drop() {
        dropped = true;
        answering = new Answering.Awaited();
    }

    /** Answers in a way from now on, unless the flag was dropped meanwhile. */
    final synchronized void answerUnlessDropped(Answering next) {
        if (!dropped) {
            answering = next;
        }
    }

    final boolean isDropped() {
        return dropped;
    }

    /** Returns the answering of the flag that has the name of a dropped one now, which callers may still hold. */
    final Answering answeringOf(Flag present) {
        return present instanceof CachedFlag successor ? successor.settled() : notFound();
    }

    /** Returns the answering of a name without a flag. */
    final Answering.Fixed notFound() {
        return new Answering.Fixed(Evaluation.error(name, Source.NONE, ErrorCode.FLAG_NOT_FOUND));
    }

    private Evaluation failed(
            Answering.PerCall current, EvaluationContextProvider contextProvider, RuntimeException ex) {
        if (current.firstFailure()) {
            warnings.contextFailed(ex);
        }
        return current.decision().withoutContext(current.source(), contextProvider);
    }
}
