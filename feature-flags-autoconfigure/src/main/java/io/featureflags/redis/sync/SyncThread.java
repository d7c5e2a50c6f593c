package io.featureflags.redis.sync;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread of the synchronization. Events of other threads are handed over to it, so that no class here needs a
 * lock and every decision sees a consistent state.
 */
final class SyncThread {

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread created = new Thread(task, "feature-flags-redis");
        created.setDaemon(true);
        return created;
    });

    private final Consumer<Throwable> onFailure;

    private final Runnable onStop;

    /**
     * Creates the thread.
     *
     * @param onFailure the callback on the thread for an exception of a task
     * @param onStop the callback on the thread after a task during which it was stopped
     */
    SyncThread(Consumer<Throwable> onFailure, Runnable onStop) {
        this.onFailure = onFailure;
        this.onStop = onStop;
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs a task after those that are waiting; not after the stop. */
    void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    /** Runs a task after a delay; not after the stop. */
    void after(Duration delay, Runnable task) {
        try {
            var unused = executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ex) {
            // Stopped in the meantime, which must not fail the thread that hands over a task.
        }
    }

    boolean isStopped() {
        return executor.isShutdown();
    }

    /**
     * Ends the thread after the running task.
     *
     * @param limit longest wait for the end
     * @return whether it has ended within the limit
     */
    boolean stop(Duration limit) {
        executor.shutdown();
        try {
            return executor.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Interrupts the running task, if a stop was not enough. */
    void interrupt() {
        executor.shutdownNow();
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable ex) { // Of any kind: otherwise it would end the synchronization without a trace.
            if (!isStopped()) {
                onFailure.accept(ex);
            }
        } finally {
            if (isStopped()) {
                onStop.run();
            }
        }
    }
}
