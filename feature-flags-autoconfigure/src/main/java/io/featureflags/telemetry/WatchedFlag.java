package io.featureflags.telemetry;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
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
        return evaluate(contextProvider).enabled();
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider contextProvider) {
        Evaluation answer = flag.evaluate(contextProvider);
        watch.accept(answer);
        return answer;
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
