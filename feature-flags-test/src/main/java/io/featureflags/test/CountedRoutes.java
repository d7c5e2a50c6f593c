package io.featureflags.test;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.Explanation;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts which branch {@link FeatureFlags#route} runs in a test.
 *
 * @param flags the flags of the application
 * @param scopes finds the test
 */
record CountedRoutes(FeatureFlags flags, ContextScopes scopes) implements FeatureFlags {

    @Override
    public <T extends @Nullable Object> T route(String flag, Supplier<T> next, Supplier<T> legacy) {
        return flags.route(flag, counted(flag, true, next), counted(flag, false, legacy));
    }

    private <T extends @Nullable Object> Supplier<T> counted(String flag, boolean newCode, Supplier<T> branch) {
        return () -> {
            scopes.count(flag, newCode);
            return branch.get();
        };
    }

    @Override
    public boolean isEnabled(String flag) {
        return flags.isEnabled(flag);
    }

    @Override
    public boolean isEnabled(String flag, EvaluationContext context) {
        return flags.isEnabled(flag, context);
    }

    @Override
    public Evaluation evaluate(String flag, EvaluationContext context) {
        return flags.evaluate(flag, context);
    }

    @Override
    public <T> T value(String flag, T otherwise) {
        return flags.value(flag, otherwise);
    }

    @Override
    public Explanation explain(String flag, EvaluationContext context) {
        return flags.explain(flag, context);
    }

    @Override
    public Flag flag(String flag) {
        return flags.flag(flag);
    }
}
