package io.featureflags.toggle;

import io.featureflags.EvaluationContext;
import io.featureflags.spi.RunningPlan;
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

    /** Runs the new code, or the code of a variant unless that is null, and counts the call: also for a plan, if there is one. */
    @Nullable
    Object proceed(
            @Nullable Branch variant,
            MethodInvocation invocation,
            @Nullable RunningPlan plan,
            EvaluationContext context)
            throws Throwable {
        long begun = plan == null ? 0 : plan.begin(true);
        Object result;
        try {
            result = variant == null ? invocation.proceed() : variant.serve(invocation, null);
        } catch (Throwable ex) {
            ended(false);
            endedUnder(plan, true, false, begun, context);
            throw ex;
        }
        return returned(result, plan, true, begun, context);
    }

    /** Runs the legacy path, and counts the call. */
    @Nullable
    Object serve(Branch route, MethodInvocation invocation, @Nullable Throwable failure) throws Throwable {
        Object result;
        try {
            result = route.serve(invocation, failure);
        } catch (Throwable ex) {
            ended(false);
            throw ex;
        }
        return returned(result, null, false, 0, EvaluationContext.anonymous());
    }

    /** Runs the legacy path while the flag is off, and counts the call also for a plan. */
    @Nullable
    Object serve(Branch route, MethodInvocation invocation, RunningPlan plan, EvaluationContext context)
            throws Throwable {
        long begun = plan.begin(false);
        Object result;
        try {
            result = route.serve(invocation, null);
        } catch (Throwable ex) {
            ended(false);
            endedUnder(plan, false, false, begun, context);
            throw ex;
        }
        return returned(result, plan, false, begun, context);
    }

    private @Nullable Object returned(
            @Nullable Object result,
            @Nullable RunningPlan plan,
            boolean isNewCode,
            long begun,
            EvaluationContext context) {
        if (mayReturnStage && result instanceof CompletionStage<?> stage) {
            var unused = stage.whenComplete((value, failure) -> {
                boolean successfully = failure == null || failure instanceof CancellationException;
                ended(successfully);
                endedUnder(plan, isNewCode, successfully, begun, context);
            });
        } else {
            succeeded.increment();
            endedUnder(plan, isNewCode, true, begun, context);
        }
        return result;
    }

    /** Counts a call for a plan, unless that is null. */
    void endedUnder(
            @Nullable RunningPlan plan,
            boolean isNewCode,
            boolean successfully,
            long begun,
            EvaluationContext context) {
        if (plan != null) {
            plan.end(isNewCode, !successfully && canFail, begun, context);
        }
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
