package io.featureflags.toggle;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls on one of the two paths of a toggled method, by their outcome. A call that returns no future costs no
 * clock, no look-up and no object.
 */
final class PathCounter {

    private final LongAdder succeeded = new LongAdder();

    private final LongAdder failed = new LongAdder();

    private final boolean mayReturnStage;

    private final boolean canFail;

    /**
     * Creates a counter with no calls.
     *
     * @param returned return type of the method
     * @param canFail whether an exception is a failure; else it is the intended result
     */
    PathCounter(Class<?> returned, boolean canFail) {
        this.mayReturnStage =
                CompletionStage.class.isAssignableFrom(returned) || returned.isAssignableFrom(CompletableFuture.class);
        this.canFail = canFail;
    }

    /** Runs the new code, and counts the call. */
    @Nullable
    Object proceed(MethodInvocation invocation) throws Throwable {
        Object result;
        try {
            result = invocation.proceed();
        } catch (Throwable ex) {
            ended(false);
            throw ex;
        }
        return returned(result);
    }

    /** Runs the legacy path, and counts the call. */
    @Nullable
    Object serve(LegacyRoute route, MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        Object result;
        try {
            result = route.serve(invocation, failure);
        } catch (Throwable ex) {
            ended(false);
            throw ex;
        }
        return returned(result);
    }

    private @Nullable Object returned(@Nullable Object result) {
        if (mayReturnStage && result instanceof CompletionStage<?> stage) {
            var unused = stage.whenComplete(
                    (value, failure) -> ended(failure == null || failure instanceof CancellationException));
        } else {
            succeeded.increment();
        }
        return result;
    }

    /** Counts a call that has ended. */
    void ended(boolean successfully) {
        (successfully || !canFail ? succeeded : failed).increment();
    }

    /** Returns the number of calls that have ended. */
    long count() {
        return succeeded.sum() + failed.sum();
    }

    /** Returns the number of calls that have failed. */
    long errors() {
        return failed.sum();
    }
}
