package io.featureflags.cache;

import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.LiveValue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Value of a flag as callers see it: counted, consistent within a request, and for the current user. The handle may be created
 * before the beans that this takes.
 *
 * @param <T> type of the value
 */
final class NamedLiveValue<T> implements LiveValue<T> {

    private final String name;

    private final T otherwise;

    private final Supplier<FeatureFlags> provider;

    private volatile @Nullable FeatureFlags flags;

    NamedLiveValue(String name, T otherwise, Supplier<FeatureFlags> provider) {
        this.name = name;
        this.otherwise = otherwise;
        this.provider = provider;
    }

    @Override
    public T get() {
        return flags().value(name, otherwise);
    }

    @Override
    public T get(EvaluationContext context) {
        return flags().value(name, otherwise, context);
    }

    private FeatureFlags flags() {
        FeatureFlags found = flags;
        if (found == null) {
            found = provider.get();
            flags = found;
        }
        return found;
    }
}
