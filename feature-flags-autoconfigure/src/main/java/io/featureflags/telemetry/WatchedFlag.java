package io.featureflags.telemetry;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.ValueEvaluation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Flag that reports its answers. Explanations and previews are not reported.
 *
 * @param flag flag that answers
 * @param watch consumer of the answers
 */
record WatchedFlag(Flag flag, Consumer<Evaluation> watch) implements Flag {

    @Override
    public String name() {
        return flag.name();
    }

    @Override
    public boolean isEnabled(EvaluationContextProvider contextProvider) {
        return decide(contextProvider).enabled();
    }

    @Override
    public Evaluation decide(EvaluationContextProvider contextProvider) {
        Evaluation answer = flag.decide(contextProvider);
        watch.accept(answer);
        return answer;
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider contextProvider) {
        Evaluation answer = flag.evaluate(contextProvider);
        watch.accept(answer);
        return answer;
    }

    @Override
    public <T> ValueEvaluation<T> evaluateValue(T otherwise, EvaluationContextProvider contextProvider) {
        ValueEvaluation<T> value = flag.evaluateValue(otherwise, contextProvider);
        watch.accept(new Evaluation(
                value.flag(),
                value.enabled(),
                value.reason(),
                value.source(),
                value.errorCode(),
                null,
                null,
                value.variant(),
                value.variant() == null ? null : value.value()));
        return value;
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        return flag.explain(context);
    }

    @Override
    public Flag withValue(@Nullable String value) {
        return flag.withValue(value);
    }
}
