package io.featureflags.telemetry;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A flag whose answers are told. What explains or tries it is not.
 *
 * @param flag the flag
 * @param watch takes the answers
 */
record WatchedFlag(Flag flag, Consumer<Evaluation> watch) implements Flag {

    @Override
    public String name() {
        return flag.name();
    }

    @Override
    public boolean isEnabled(EvaluationContextProvider who) {
        return evaluate(who).enabled();
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider who) {
        Evaluation answer = flag.evaluate(who);
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
