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

    private volatile @Nullable String variant;

    /** Sets the same answer for everybody. */
    void become(boolean enabled) {
        decision = contextProvider -> enabled;
    }

    /** Sets the flag on for one user. */
    void becomeOnFor(String user) {
        decision = contextProvider ->
                Objects.equals(contextProvider.currentContext().targetingKey(), user);
    }

    /** Sets the flag on for everybody, with a variant whose value is its name. */
    void becomeOnWithVariant(String name) {
        become(true);
        variant = name;
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
        Evaluation answer = decide(contextProvider);
        return variant == null
                ? answer
                : new Evaluation(
                        name(),
                        answer.enabled(),
                        answer.reason(),
                        answer.source(),
                        answer.errorCode(),
                        null,
                        null,
                        variant,
                        variant);
    }

    @Override
    public Evaluation decide(EvaluationContextProvider contextProvider) {
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
