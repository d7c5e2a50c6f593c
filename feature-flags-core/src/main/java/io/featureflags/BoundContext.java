package io.featureflags;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An {@link EvaluationContext} bound for a block of code: within the block it is who is asking, for toggled methods and for
 * {@link FeatureFlags}, whatever an {@link EvaluationContextProvider} would say. A context that a caller gives to
 * {@link FeatureFlags}, and a user by {@link FeatureToggle#user()}, still come first.
 *
 * <pre>{@code
 * BoundContext.run(EvaluationContext.of(message.customerId()), () -> orders.accept(message));
 * }</pre>
 *
 * <p>It is bound on this thread and no other: not on threads that the block starts, and not for the next task of a pool's
 * thread. Where Micrometer's context propagation is on the class path and used, it is carried along: by a
 * {@code ContextPropagatingTaskDecorator}, by a {@code ContextSnapshot}, and through Reactor, whose context has it under
 * the key {@code EvaluationContext.class}.
 */
public final class BoundContext {

    // The only static state of the domain. Code between the block and the flag knows nothing of it, and it must be
    // found by libraries that carry contexts from thread to thread before any bean exists. It is empty outside of
    // blocks, so that nothing is left for other applications of this JVM. Not inheritable: a thread of a pool that is
    // started within a block would have it for ever.
    private static final ThreadLocal<@Nullable EvaluationContext> BOUND = new ThreadLocal<>();

    private BoundContext() {}

    /**
     * The context that is bound on this thread.
     *
     * @return the innermost one; null outside of all blocks
     */
    public static @Nullable EvaluationContext current() {
        return BOUND.get();
    }

    /**
     * Runs a block with a context bound. Afterwards the one before is bound again, or none, also where the block throws.
     *
     * @param context who is asking within the block; {@link EvaluationContext#anonymous()} for nobody
     * @param block the code
     */
    public static void run(EvaluationContext context, Runnable block) {
        call(context, () -> {
            block.run();
            return true;
        });
    }

    /**
     * Runs a block that returns something with a context bound. Afterwards the one before is bound again, or none, also
     * where the block throws.
     *
     * @param context who is asking within the block; {@link EvaluationContext#anonymous()} for nobody
     * @param block the code
     * @param <T> what the block returns
     * @param <X> what the block throws; a lambda's is inferred
     * @return what the block returned
     * @throws X what the block threw, the same instance
     */
    public static <T extends @Nullable Object, X extends Throwable> T call(EvaluationContext context, Block<T, X> block)
            throws X {
        EvaluationContext outer = replace(Objects.requireNonNull(context, "'context' must not be null"));
        try {
            return block.call();
        } finally {
            replace(outer);
        }
    }

    /**
     * Binds a context until the next call: for code that is no block, as a filter is or a library that carries contexts
     * from thread to thread. It must bind again what this method returned, in a {@code finally}, on the same thread.
     *
     * @param context who is asking from now on; null for none
     * @return what was bound before; null for none
     */
    public static @Nullable EvaluationContext replace(@Nullable EvaluationContext context) {
        EvaluationContext before = BOUND.get();
        if (context == null) {
            BOUND.remove();
        } else {
            BOUND.set(context);
        }
        return before;
    }

    /**
     * A provider that gives the bound context, and asks another provider where none is bound.
     *
     * @param other says who is asking outside of all blocks
     * @return the provider
     */
    public static EvaluationContextProvider orElse(EvaluationContextProvider other) {
        return () -> {
            EvaluationContext bound = current();
            return bound == null ? other.currentContext() : bound;
        };
    }

    /**
     * Code that is run with a context bound.
     *
     * @param <T> what it returns
     * @param <X> what it throws
     */
    @FunctionalInterface
    public interface Block<T extends @Nullable Object, X extends Throwable> {

        /**
         * Runs the code.
         *
         * @return what the caller gets
         * @throws X what the caller gets
         */
        T call() throws X;
    }
}
