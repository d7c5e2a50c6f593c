package io.featureflags.test;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.Source;
import io.featureflags.decision.Decision;
import org.jspecify.annotations.Nullable;

/**
 * A flag with the value, the time and the required flags of a test, decided as in production.
 *
 * @param flag the flag of the application
 * @param text the value as in the store
 * @param decision the decision of the value
 * @param source origin of the value
 */
record OverriddenFlag(Flag flag, String text, Decision decision, Source source) implements Flag {

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
        try {
            return decision.decide(source, contextProvider);
        } catch (RuntimeException ex) { // As in production: the user cannot be determined.
            return decision.withoutContext(source, contextProvider);
        }
    }

    @Override
    public Evaluation evaluate(EvaluationContextProvider contextProvider) {
        try {
            return decision.evaluate(source, contextProvider);
        } catch (RuntimeException ex) { // As in production: the user cannot be determined.
            return decision.withoutContext(source, contextProvider);
        }
    }

    @Override
    public Explanation explain(EvaluationContext context) {
        return decision.explain(source, text, context);
    }

    @Override
    public Flag withValue(@Nullable String value) {
        return flag.withValue(value);
    }
}
