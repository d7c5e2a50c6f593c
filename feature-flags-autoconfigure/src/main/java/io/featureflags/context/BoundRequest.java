package io.featureflags.context;

import org.jspecify.annotations.Nullable;

/**
 * The request of this thread, where Reactor's automatic context propagation tells of it: for code that is called in a
 * reactive request and is not reactive itself.
 */
public final class BoundRequest implements CurrentRequest {

    // Static, since Micrometer's context propagation makes its accessors by itself. It is empty but for the moments in
    // which that library has a thread work for a request.
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
