package io.featureflags.redis.sync;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread on which Redis is followed. Whatever happens on other threads is handed over to it, so that nothing here
 * needs a lock and every decision sees a settled state.
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
     * @param onFailure is called on the thread with what a task throws
     * @param onStop is run on the thread after a task during which it was stopped
     */
    SyncThread(Consumer<Throwable> onFailure, Runnable onStop) {
        this.onFailure = onFailure;
        this.onStop = onStop;
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs a task as soon as those before it are done; never, once the thread was stopped. */
    void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    /** Runs a task after a time; never, once the thread was stopped. */
    void after(Duration wait, Runnable task) {
        try {
            var unused = executor.schedule(() -> guarded(task), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException ex) {
            // Stopped in this moment, and whoever hands over a task must not feel it.
        }
    }

    boolean isStopped() {
        return executor.isShutdown();
    }

    /**
     * Ends the thread after the task that it is busy with.
     *
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

    /** Wakes the task that it is busy with, after a stop that was not enough. */
    void interrupt() {
        executor.shutdownNow();
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable ex) { // Whatever it is: what got out here would end the sync without a word.
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
