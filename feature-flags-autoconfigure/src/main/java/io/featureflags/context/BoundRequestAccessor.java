package io.featureflags.context;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Propagates the {@link BoundRequest} from Reactor's context to threads, and from thread to thread, with Micrometer's
 * context propagation. That library finds this class as a service; without the library the class is not loaded.
 */
public final class BoundRequestAccessor implements ThreadLocalAccessor<RequestAnswers> {

    private final BoundRequest request = new BoundRequest();

    /** Creates the accessor; it has no state of its own. */
    public BoundRequestAccessor() {}

    @Override
    public Object key() {
        return RequestAnswers.class;
    }

    @Override
    public @Nullable RequestAnswers getValue() {
        return request.answers();
    }

    @Override
    public void setValue(RequestAnswers value) {
        BoundRequest.bind(value);
    }

    @Override
    public void setValue() {
        BoundRequest.bind(null);
    }
}
