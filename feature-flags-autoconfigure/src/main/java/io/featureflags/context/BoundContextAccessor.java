package io.featureflags.context;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Propagates the {@link BoundContext} from thread to thread, and between threads and Reactor's context, with
 * Micrometer's context propagation. That library finds this class as a service; without the library the class is not
 * loaded.
 */
public final class BoundContextAccessor implements ThreadLocalAccessor<EvaluationContext> {

    /** Creates the accessor; it has no state. */
    public BoundContextAccessor() {}

    @Override
    public Object key() {
        return EvaluationContext.class;
    }

    @Override
    public @Nullable EvaluationContext getValue() {
        return BoundContext.current();
    }

    @Override
    public void setValue(EvaluationContext value) {
        BoundContext.replace(value);
    }

    @Override
    public void setValue() {
        BoundContext.replace(null);
    }
}
