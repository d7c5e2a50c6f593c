package io.featureflags.context;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context propagation carry the {@link BoundRequest} from Reactor's context to threads, and from thread
 * to thread. That library finds this class by itself; without it nobody loads the class.
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
