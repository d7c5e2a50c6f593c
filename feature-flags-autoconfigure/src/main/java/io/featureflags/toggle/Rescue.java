package io.featureflags.toggle;

import io.featureflags.EvaluationContext;
import io.featureflags.spi.RunningPlan;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Runs the new code, which may be that of a variant, and the legacy code after an exception of {@code rescueOn}. */
final class Rescue {

    private final ToggleSpec spec;

    private final Branch legacyBranch;

    private final RescueLog log;

    Rescue(ToggleSpec spec, Branch legacyBranch, RescueLog log) {
        this.spec = spec;
        this.legacyBranch = legacyBranch;
        this.log = log;
    }

    /**
     * Returns whether the result of a method can be replaced by the legacy code's. For a future, this needs a type that a
     * {@code CompletableFuture} has.
     */
    static boolean canReplace(Class<?> returned) {
        return !CompletionStage.class.isAssignableFrom(returned) || returned.isAssignableFrom(CompletableFuture.class);
    }

    /**
     * Runs the new code, and the legacy code if the new code fails at once or later through its future. A plan counts the new
     * code alone: the user of the legacy code was not drawn into it.
     */
    @Nullable
    Object proceed(
            PathCounter newCode,
            @Nullable Branch variant,
            MethodInvocation invocation,
            @Nullable RunningPlan plan,
            EvaluationContext context)
            throws Throwable {
        Object result;
        try {
            result = newCode.proceed(variant, invocation, plan, context);
        } catch (Throwable ex) {
            return legacyResult(ex, invocation);
        }
        return result instanceof CompletionStage<?> stage && returnsReplaceableFuture()
                ? rescued(stage, invocation)
                : result;
    }

    /**
     * Returns the result of the legacy code.
     *
     * @param failure exception of the new code
     * @param invocation the call
     * @return the result of the legacy code
     * @throws Throwable {@code failure} itself if it is not one of {@code rescueOn}, or an exception of the legacy code
     */
    @Nullable
    Object legacyResult(Throwable failure, MethodInvocation invocation) throws Throwable {
        if (!spec.isRescuedFrom(failure)) {
            throw failure;
        }
        log.rescued(spec, failure);
        return legacyBranch.serve(invocation, failure);
    }

    private boolean returnsReplaceableFuture() {
        return spec.method().getReturnType().isAssignableFrom(CompletableFuture.class);
    }

    /** Returns a future that completes like the new code's, or else like the legacy code's. */
    private CompletableFuture<@Nullable Object> rescued(CompletionStage<?> stage, MethodInvocation invocation) {
        CompletableFuture<@Nullable Object> rescued = new CompletableFuture<>();
        var unused = stage.whenComplete((value, failure) -> {
            if (failure == null) {
                rescued.complete(value);
            } else {
                completeWithLegacyResult(failure, invocation, rescued);
            }
        });
        var unusedToo = rescued.whenComplete((value, failure) -> {
            if (rescued.isCancelled()) {
                stage.toCompletableFuture().cancel(true);
            }
        });
        return rescued;
    }

    private void completeWithLegacyResult(
            Throwable failure, MethodInvocation invocation, CompletableFuture<@Nullable Object> rescued) {
        if (rescued.isDone()) {
            return; // The caller has cancelled the call, and needs no legacy code either.
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!spec.isRescuedFrom(cause)) {
            rescued.completeExceptionally(failure);
            return;
        }
        try {
            Object result = legacyResult(cause, invocation);
            if (result instanceof CompletionStage<?> legacyStage) {
                var unused = legacyStage.whenComplete((value, legacyFailure) -> {
                    if (legacyFailure == null) {
                        rescued.complete(value);
                    } else {
                        rescued.completeExceptionally(legacyFailure);
                    }
                });
            } else {
                rescued.complete(result);
            }
        } catch (Throwable ex) {
            rescued.completeExceptionally(ex);
        }
    }
}
