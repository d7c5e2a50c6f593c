package io.featureflags.toggle;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Runs one of the two paths of a toggled method, and counts how that ends: without a clock, a look-up or an object. */
final class PathCalls {

    private final LongAdder succeeded = new LongAdder();

    private final LongAdder failed = new LongAdder();

    private final boolean mayReturnStage;

    private final boolean canFail;

    /**
     * Begins with no calls.
     *
     * @param returned what the method returns
     * @param canFail whether an exception is a failure; else it is what was asked for
     */
    PathCalls(Class<?> returned, boolean canFail) {
        this.mayReturnStage =
                CompletionStage.class.isAssignableFrom(returned) || returned.isAssignableFrom(CompletableFuture.class);
        this.canFail = canFail;
    }

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

    @Nullable
    Object serve(LegacyRoute path, MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        Object result;
        try {
            result = path.serve(invocation, failure);
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

    void ended(boolean well) {
        (well || !canFail ? succeeded : failed).increment();
    }

    /** All calls that have ended. */
    long count() {
        return succeeded.sum() + failed.sum();
    }

    long errors() {
        return failed.sum();
    }
}
