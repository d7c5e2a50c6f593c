package io.featureflags.redis.ledger;

import io.featureflags.FlagStoreException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that runs the tasks of a ledger, one after the other. A caller waits for a limited time, even if the
 * driver hangs. The thread ends when it is idle.
 */
final class LedgerThread {

    /** Less than the five seconds that are promised to callers. */
    private static final Duration LIMIT = Duration.ofMillis(4500);

    /** Time that the connection is kept after a task that needs no other, and the thread after the connection. */
    private static final Duration KEEP = Duration.ofSeconds(1);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "feature-flags-ledger");
        thread.setDaemon(true);
        return thread;
    });

    private final Runnable onIdle;

    /** Time in nanoseconds from which the ledger is idle. This field and the next are for the thread alone. */
    private long idleFrom;

    private boolean idleCheckScheduled;

    /**
     * Creates the thread, which starts with the first task.
     *
     * @param onIdle the callback on the thread when the connection is no longer kept
     */
    LedgerThread(Runnable onIdle) {
        this.onIdle = onIdle;
        executor.setKeepAliveTime(KEEP.toNanos(), TimeUnit.NANOSECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    /** Runs a task later; not after the stop. */
    void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    /** Runs a task after a delay; not after the stop. */
    void after(Duration delay, Runnable task) {
        try {
            var unused = executor.schedule(
                    () -> {
                        try {
                            task.run();
                        } finally {
                            keep(KEEP);
                        }
                    },
                    delay.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ex) {
            // The thread is stopped.
        }
    }

    /**
     * Runs a task, and waits for it.
     *
     * @param problem beginning of the message of a failure, as in "…: Redis does not answer"
     * @param request the request of a write, which Redis may carry out in spite of a failure; null for a reading task
     * @param task the task
     * @return the result of the task
     * @throws FlagStoreException if the task takes too long; once a write has begun, its outcome is unknown
     */
    <T extends @Nullable Object> T call(String problem, @Nullable String request, Supplier<T> task) {
        return call(problem, request, KEEP, task);
    }

    /**
     * Runs a task, and waits for it.
     *
     * @param problem beginning of the message of a failure, as in "…: Redis does not answer"
     * @param request the request of a write, which Redis may carry out in spite of a failure; null for a reading task
     * @param keep the time that the connection is kept after the task
     * @param task the task
     * @return the result of the task
     * @throws FlagStoreException if the task takes too long; once a write has begun, its outcome is unknown
     */
    <T extends @Nullable Object> T call(String problem, @Nullable String request, Duration keep, Supplier<T> task) {
        AtomicBoolean claimed = new AtomicBoolean();
        Future<T> result = submit(problem, request, () -> {
            if (!claimed.compareAndSet(false, true)) {
                throw new IllegalStateException("The caller has given up");
            }
            try {
                return task.get();
            } finally {
                keep(keep);
            }
        });
        try {
            return result.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException ex) {
            throw unanswered(problem, request, claimed, ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw unanswered(problem, request, claimed, ex);
        } catch (ExecutionException ex) {
            if (ex.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(ex.getCause());
        }
    }

    private <T extends @Nullable Object> Future<T> submit(String problem, @Nullable String request, Callable<T> task) {
        try {
            return executor.submit(task);
        } catch (RejectedExecutionException ex) {
            throw new FlagStoreException(problem + ": the application is stopping." + effect(request), true, ex);
        }
    }

    private static FlagStoreException unanswered(
            String problem, @Nullable String request, AtomicBoolean claimed, Exception cause) {
        boolean neverBegins = claimed.compareAndSet(false, true);
        return neverBegins || request == null
                ? new FlagStoreException(problem + ": Redis does not answer." + effect(request), true, cause)
                : LedgerErrors.outcomeUnknown(problem, request, cause);
    }

    /** Returns the end of the message of a task that did not begin: a reading one has no effect to name. */
    private static String effect(@Nullable String request) {
        return request == null ? "" : LedgerErrors.NOTHING_WRITTEN;
    }

    /** Ends the thread, and interrupts the running task. */
    void stop() {
        executor.shutdownNow();
    }

    private void keep(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        if (!idleCheckScheduled) {
            idleCheckScheduled = true;
            idleFrom = until;
            scheduleIdleCheck(time.toNanos());
        } else if (until - idleFrom > 0) {
            idleFrom = until;
        }
    }

    private void scheduleIdleCheck(long nanos) {
        try {
            var unused = executor.schedule(this::checkIdle, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ex) {
            // The thread is stopped, and so are its connections.
        }
    }

    private void checkIdle() {
        long left = idleFrom - System.nanoTime();
        if (left > 0) {
            scheduleIdleCheck(left);
        } else {
            idleCheckScheduled = false;
            onIdle.run();
        }
    }
}
