package io.featureflags.context;

import org.jspecify.annotations.Nullable;

/**
 * Finds the request that Reactor's automatic context propagation has bound to this thread: for code that is called in a
 * reactive request and is not reactive itself.
 */
public final class BoundRequest implements CurrentRequest {

    // Static, since Micrometer's context propagation creates its accessors itself. It has a value only while that
    // library runs a task of a request on the thread.
    private static final ThreadLocal<@Nullable RequestAnswers> BOUND = new ThreadLocal<>();

    /** Creates the finder; it has no state. */
    public BoundRequest() {}

    @Override
    public @Nullable RequestAnswers answers() {
        return BOUND.get();
    }

    static void bind(@Nullable RequestAnswers answers) {
        if (answers == null) {
            BOUND.remove();
        } else {
            BOUND.set(answers);
        }
    }
}
