package io.featureflags;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Binds an {@link EvaluationContext} to the current thread for a block of code. Within the block, toggled methods and
 * {@link FeatureFlags} use the bound context in place of that of the {@link EvaluationContextProvider}. A context
 * passed to {@link FeatureFlags}, and a user given by {@link FeatureToggle#user()}, take precedence over the bound one.
 *
 * <pre>{@code
 * BoundContext.run(EvaluationContext.of(message.customerId()), () -> orders.accept(message));
 * }</pre>
 *
 * <p>The binding is visible on the current thread only. Threads that the block starts do not inherit it, and a pooled
 * thread does not keep it for its next task. With Micrometer's context propagation on the class path, the binding can
 * be propagated: by a {@code ContextPropagatingTaskDecorator}, by a {@code ContextSnapshot}, and through Reactor. The
 * key in Reactor's context is {@code EvaluationContext.class}.
 */
public final class BoundContext {

    // The only static state of the domain. Libraries that propagate contexts between threads need it before any bean
    // exists, and the code between the block and the flag does not pass it on. It is empty outside of blocks, so that
    // nothing is left for other applications of this JVM. It is not inheritable: a pooled thread that is started within
    // a block would keep the context for ever.
    private static final ThreadLocal<@Nullable EvaluationContext> BOUND = new ThreadLocal<>();

    private BoundContext() {}

    /**
     * Returns the context that is bound to the current thread.
     *
     * @return the context of the innermost block; null outside of all blocks
     */
    public static @Nullable EvaluationContext current() {
        return BOUND.get();
    }

    /**
     * Runs a block with a context bound. The previous binding is restored afterwards, also if the block throws.
     *
     * @param context evaluation context of the block; {@link EvaluationContext#anonymous()} for no user
     * @param block the code to run
     */
    public static void run(EvaluationContext context, Runnable block) {
        call(context, () -> {
            block.run();
            return true;
        });
    }

    /**
     * Calls a block with a context bound and returns its result. The previous binding is restored afterwards, also if
     * the block throws.
     *
     * @param context evaluation context of the block; {@link EvaluationContext#anonymous()} for no user
     * @param block the code to call
     * @param <T> type of the result
     * @param <X> type of the exception, inferred for a lambda
     * @return the result of the block
     * @throws X the very instance that the block threw
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
     * Replaces the bound context until the next call. This method is for code without a block, such as filters and
     * libraries that propagate contexts. The caller must restore the returned context in a {@code finally} block, on
     * the same thread.
     *
     * @param context evaluation context to bind; null to remove the binding
     * @return the context that was bound before; null if none was
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
     * Returns a provider of the bound context that delegates to another provider if none is bound.
     *
     * @param other provider of the context outside of all blocks
     * @return the provider
     */
    public static EvaluationContextProvider orElse(EvaluationContextProvider other) {
        return () -> {
            EvaluationContext bound = current();
            return bound == null ? other.currentContext() : bound;
        };
    }

    /**
     * Code that is called with a context bound.
     *
     * @param <T> type of the result
     * @param <X> type of the exception
     */
    @FunctionalInterface
    public interface Block<T extends @Nullable Object, X extends Throwable> {

        /**
         * Calls the code.
         *
         * @return the result, which is returned to the caller of {@link BoundContext#call}
         * @throws X if the code fails; propagated to the caller of {@link BoundContext#call}
         */
        T call() throws X;
    }
}
