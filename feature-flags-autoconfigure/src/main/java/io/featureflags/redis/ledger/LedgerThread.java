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
 * The thread that works on a ledger, one task after the other, so that a caller waits for a bounded time whatever the
 * driver does. Ends when there is nothing to do.
 */
final class LedgerThread {

    /** Less than the five seconds that a caller is promised. */
    private static final Duration LIMIT = Duration.ofMillis(4500);

    /** How long connections are kept for the next task, and the thread after them. */
    private static final Duration KEEP = Duration.ofSeconds(1);

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "feature-flags-ledger");
        thread.setDaemon(true);
        return thread;
    });

    private final Runnable onIdle;

    /** When a task ended last, in nanoseconds. This and the next are of the thread alone. */
    private long used;

    private boolean idleCheckComes;

    /**
     * Creates it.
     *
     * @param onIdle is run on the thread when there has been nothing to do for a while
     */
    LedgerThread(Runnable onIdle) {
        this.onIdle = onIdle;
        executor.setKeepAliveTime(KEEP.toNanos(), TimeUnit.NANOSECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    /** Runs a task later. */
    void run(Runnable task) {
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    noteUse();
                }
            });
        } catch (RejectedExecutionException ex) {
            // It is stopped.
        }
    }

    /**
     * Runs a task, and waits for it.
     *
     * @param doing what it does, as the beginning of "…: Redis does not answer"
     * @param request the request of a write, which may be carried out all the same; null for a task that writes nothing
     * @param task the task
     * @return what it gives
     * @throws FlagStoreException if it takes too long; whether it has been written is not known once it has begun
     */
    <T extends @Nullable Object> T call(String doing, @Nullable String request, Supplier<T> task) {
        AtomicBoolean claimed = new AtomicBoolean();
        Future<T> result = submit(doing, () -> {
            if (!claimed.compareAndSet(false, true)) {
                throw new IllegalStateException("The caller has given up");
            }
            try {
                return task.get();
            } finally {
                noteUse();
            }
        });
        try {
            return result.get(LIMIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException ex) {
            throw unanswered(doing, request, claimed, ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw unanswered(doing, request, claimed, ex);
        } catch (ExecutionException ex) {
            if (ex.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(ex.getCause());
        }
    }

    private <T extends @Nullable Object> Future<T> submit(String doing, Callable<T> task) {
        try {
            return executor.submit(task);
        } catch (RejectedExecutionException ex) {
            throw new FlagStoreException(doing + ": the application stops. Nothing was written.", true, ex);
        }
    }

    private static FlagStoreException unanswered(
            String doing, @Nullable String request, AtomicBoolean claimed, Exception cause) {
        boolean neverBegins = claimed.compareAndSet(false, true);
        return neverBegins || request == null
                ? new FlagStoreException(doing + ": Redis does not answer. Nothing was written.", true, cause)
                : unknown(doing, request, cause);
    }

    static FlagStoreException unknown(String doing, String request, Exception cause) {
        return new FlagStoreException(
                doing + ": Redis does not answer, and may have carried out request " + request
                        + " all the same. Send the same request again, or look for it in the history.",
                false,
                cause);
    }

    /** Ends it, and what it is busy with. */
    void stop() {
        executor.shutdownNow();
    }

    private void noteUse() {
        used = System.nanoTime();
        if (!idleCheckComes) {
            idleCheckComes = true;
            checkIn(KEEP.toNanos());
        }
    }

    private void checkIn(long nanos) {
        try {
            var unused = executor.schedule(this::checkIdle, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ex) {
            // It is stopped, and so are its connections.
        }
    }

    private void checkIdle() {
        long left = used + KEEP.toNanos() - System.nanoTime();
        if (left > 0) {
            checkIn(left);
        } else {
            idleCheckComes = false;
            onIdle.run();
        }
    }
}
