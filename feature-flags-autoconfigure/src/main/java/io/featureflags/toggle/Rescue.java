package io.featureflags.toggle;

import io.featureflags.text.LogText;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.aopalliance.intercept.MethodInvocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Runs the new code, and the legacy code where it fails in a way that is made up for. Says so once a minute. */
final class Rescue {

    private static final Log logger = LogFactory.getLog(Rescue.class);

    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ToggleSpec spec;

    private final LegacyRoute offPath;

    private final LongSupplier nanoTime;

    private final LongAdder count = new LongAdder();

    /** When it may be said again. */
    private final AtomicLong sayAgain;

    Rescue(ToggleSpec spec, LegacyRoute offPath, LongSupplier nanoTime) {
        this.spec = spec;
        this.offPath = offPath;
        this.nanoTime = nanoTime;
        this.sayAgain = new AtomicLong(nanoTime.getAsLong());
    }

    /** Whether what a method returns can be waited for: a future of ours must be able to stand for its own. */
    static boolean canWaitFor(Class<?> returned) {
        return !CompletionStage.class.isAssignableFrom(returned) || returned.isAssignableFrom(CompletableFuture.class);
    }

    @Nullable
    Object proceed(PathCalls newCode, MethodInvocation invocation) throws Throwable {
        Object result;
        try {
            result = newCode.proceed(invocation);
        } catch (Throwable ex) {
            return insteadOf(ex, invocation);
        }
        return result instanceof CompletionStage<?> stage && isReturnable() ? watched(stage, invocation) : result;
    }

    /** What the legacy code gives where a failure is made up for; else the failure. */
    @Nullable
    Object insteadOf(Throwable failure, MethodInvocation invocation) throws Throwable {
        if (!spec.isRescuedFrom(failure)) {
            throw failure;
        }
        note(failure);
        return offPath.serve(invocation, failure);
    }

    /** Whether a future of ours can stand for the one of the new code. */
    private boolean isReturnable() {
        return spec.method().getReturnType().isAssignableFrom(CompletableFuture.class);
    }

    private CompletableFuture<@Nullable Object> watched(CompletionStage<?> stage, MethodInvocation invocation) {
        CompletableFuture<@Nullable Object> watched = new CompletableFuture<>();
        var unused = stage.whenComplete((value, failure) -> {
            if (failure == null) {
                watched.complete(value);
            } else {
                completeInsteadOf(failure, invocation, watched);
            }
        });
        var unusedToo = watched.whenComplete((value, failure) -> {
            if (watched.isCancelled()) {
                stage.toCompletableFuture().cancel(true);
            }
        });
        return watched;
    }

    private void completeInsteadOf(
            Throwable failure, MethodInvocation invocation, CompletableFuture<@Nullable Object> watched) {
        if (watched.isDone()) {
            return; // The caller has given up, and wants no legacy code either.
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!spec.isRescuedFrom(cause)) {
            watched.completeExceptionally(failure);
            return;
        }
        try {
            Object instead = insteadOf(cause, invocation);
            if (instead instanceof CompletionStage<?> other) {
                var unused = other.whenComplete((value, otherFailure) -> {
                    if (otherFailure == null) {
                        watched.complete(value);
                    } else {
                        watched.completeExceptionally(otherFailure);
                    }
                });
            } else {
                watched.complete(instead);
            }
        } catch (Throwable ex) {
            watched.completeExceptionally(ex);
        }
    }

    private void note(Throwable failure) {
        count.increment();
        long now = nanoTime.getAsLong();
        long since = sayAgain.get();
        if (now - since >= 0 && sayAgain.compareAndSet(since, now + QUIET_NANOS)) {
            logger.warn(
                    "Feature flag '" + spec.flag() + "': " + Signatures.of(spec.type(), spec.method()) + " failed with "
                            + failure.getClass().getName() + ": "
                            + LogText.of(String.valueOf(failure.getMessage()))
                            + ". The legacy code ran instead, as " + count.sum()
                            + " times since the start. This is said once a minute.",
                    failure);
        }
    }
}
