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

/** A flag that answers as a test says, and deals with whoever cannot tell who is asking as a real one does. */
final class ScriptedFlag implements Flag {

    private final AtomicInteger asked = new AtomicInteger();

    private volatile Predicate<EvaluationContextProvider> decision = who -> false;

    /** The same answer for everybody. */
    void become(boolean enabled) {
        decision = who -> enabled;
    }

    /** On for one user. */
    void becomeOnFor(String user) {
        decision = who -> Objects.equals(who.currentContext().targetingKey(), user);
    }

    /** How often the flag had to be asked. */
    int asked() {
        return asked.get();
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public boolean isEnabled(EvaluationContextProvider who) {
        return evaluate(who).enabled();
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider who) {
        asked.incrementAndGet();
        try {
            return Evaluation.byDefault(name(), decision.test(who), Source.REDIS);
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
