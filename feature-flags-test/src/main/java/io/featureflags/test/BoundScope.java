package io.featureflags.test;

import org.jspecify.annotations.Nullable;

/** The scope of the test that a thread works for. */
final class BoundScope {

    // Static, since context propagation creates its accessors itself: they have no bean to keep the scope in.
    private static final ThreadLocal<@Nullable FeatureScope> BOUND = new ThreadLocal<>();

    private BoundScope() {}

    /** Returns the scope of this thread; null if there is none, or if its test is over. */
    static @Nullable FeatureScope current() {
        FeatureScope scope = BOUND.get();
        return scope == null || scope.isOver() ? null : scope;
    }

    /** Binds a scope to this thread, or none; returns the former one. */
    static @Nullable FeatureScope bind(@Nullable FeatureScope scope) {
        FeatureScope former = BOUND.get();
        if (scope == null) {
            BOUND.remove();
        } else {
            BOUND.set(scope);
        }
        return former;
    }
}
