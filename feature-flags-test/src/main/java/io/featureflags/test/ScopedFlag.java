package io.featureflags.test;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import org.jspecify.annotations.Nullable;

/**
 * A flag that answers as the test has set it.
 *
 * @param flag the flag of the application
 * @param scopes finds the flag of the test
 */
record ScopedFlag(Flag flag, ScopedFlags scopes) implements Flag {

    @Override
    public String name() {
        return flag.name();
    }

    @Override
    public boolean isEnabled(EvaluationContextProvider contextProvider) {
        return scopes.inScope(flag).isEnabled(contextProvider);
    }

    @Override
    public Evaluation decide(EvaluationContextProvider contextProvider) {
        return scopes.inScope(flag).decide(contextProvider);
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider contextProvider) {
        return scopes.inScope(flag).evaluate(contextProvider);
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        return scopes.inScope(flag).explain(context);
    }

    @Override
    public Flag withValue(@Nullable String value) {
        return flag.withValue(value);
    }
}
