package io.featureflags.test;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.spi.FlagRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Counts which branch toggled methods choose in a test: each answer of a handle that was registered for such a method.
 *
 * @param flags the flags as the application sees them
 * @param scopes finds the test
 */
record CountedToggles(FlagRegistry flags, ContextScopes scopes) implements FlagRegistry {

    @Override
    public Flag flag(String name) {
        return flags.flag(name);
    }

    @Override
    public Flag register(String name, boolean enabledByDefault) {
        return new Counted(flags.register(name, enabledByDefault), scopes);
    }

    private record Counted(Flag flag, ContextScopes scopes) implements Flag {

        @Override
        public String name() {
            return flag.name();
        }

        @Override
        public boolean isEnabled(EvaluationContextProvider contextProvider) {
            boolean enabled = flag.isEnabled(contextProvider);
            scopes.count(flag.name(), enabled);
            return enabled;
        }

        @Override
        public Evaluation evaluate(EvaluationContextProvider contextProvider) {
            Evaluation answer = flag.evaluate(contextProvider);
            scopes.count(flag.name(), answer.enabled());
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
}
