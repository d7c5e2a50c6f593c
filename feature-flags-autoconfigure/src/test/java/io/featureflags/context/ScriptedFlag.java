package io.featureflags.context;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.Source;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Flag with the answers that a test sets. A provider that fails makes an error, as with a real flag. */
final class ScriptedFlag implements Flag {

    private final AtomicInteger evaluations = new AtomicInteger();

    private volatile Predicate<EvaluationContextProvider> decision = contextProvider -> false;

    /** Sets the same answer for everybody. */
    void become(boolean enabled) {
        decision = contextProvider -> enabled;
    }

    /** Sets the flag on for one user. */
    void becomeOnFor(String user) {
        decision = contextProvider ->
                Objects.equals(contextProvider.currentContext().targetingKey(), user);
    }

    /** Returns the number of evaluations. */
    int evaluations() {
        return evaluations.get();
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public boolean isEnabled(EvaluationContextProvider contextProvider) {
        return evaluate(contextProvider).enabled();
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider contextProvider) {
        evaluations.incrementAndGet();
        try {
            return Evaluation.byDefault(name(), decision.test(contextProvider), Source.REDIS);
        } catch (RuntimeException ex) {
            return Evaluation.error(name(), Source.REDIS, ErrorCode.INVALID_CONTEXT);
        }
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Flag withValue(@Nullable String value) {
        throw new UnsupportedOperationException();
    }
}
