package io.featureflags.cache;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.Explanation;
import io.featureflags.FeatureFlags;
import io.featureflags.Flag;
import io.featureflags.spi.FlagRegistry;

/** {@link FeatureFlags} on the local copy. */
public final class CachedFeatureFlags implements FeatureFlags {

    private final FlagRegistry flags;

    private final EvaluationContextProvider contextProvider;

    /**
     * Creates the API of an application.
     *
     * @param flags the flags by name
     * @param contextProvider provides the context of calls that pass none
     */
    public CachedFeatureFlags(FlagRegistry flags, EvaluationContextProvider contextProvider) {
        this.flags = flags;
        this.contextProvider = contextProvider;
    }

    @Override
    public boolean isEnabled(String flag) {
        return flags.flag(flag).isEnabled(contextProvider);
    }

    @Override
    public boolean isEnabled(String flag, EvaluationContext context) {
        return flags.flag(flag).isEnabled(context);
    }

    @Override
    public Evaluation evaluate(String flag, EvaluationContext context) {
        return flags.flag(flag).evaluate(context);
    }

    @Override
    public <T> T value(String flag, T otherwise) {
        return flags.flag(flag).value(otherwise, contextProvider);
    }

    @Override
    public Explanation explain(String flag, EvaluationContext context) {
        return flags.flag(flag).explain(context);
    }

    @Override
    public Flag flag(String flag) {
        return flags.flag(flag);
    }
}
