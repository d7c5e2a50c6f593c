package io.featureflags.test;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Takes the scope of a test along to the threads that context propagation reaches. What starts while the context is loaded,
 * in the scope of a class, goes on after it and belongs to no test.
 */
public final class ScopeAccessor implements ThreadLocalAccessor<FeatureScope> {

    static final String KEY = FeatureScope.class.getName();

    /** Creates the accessor; it has no state. */
    public ScopeAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable FeatureScope getValue() {
        FeatureScope scope = BoundScope.current();
        return scope == null || scope.isOfClass() ? null : scope;
    }

    @Override
    public void setValue(FeatureScope scope) {
        BoundScope.bind(scope);
    }

    @Override
    public void setValue() {
        BoundScope.bind(null);
    }
}
