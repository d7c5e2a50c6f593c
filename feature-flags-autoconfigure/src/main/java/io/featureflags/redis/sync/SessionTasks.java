package io.featureflags.redis.sync;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The tasks of one session, on the thread of the sync. None of them runs after the end of the session. */
final class SessionTasks {

    private final SyncThread thread;

    private final Consumer<Throwable> onFailure;

    private boolean ended;

    /**
     * Creates the tasks.
     *
     * @param thread the thread of the sync
     * @param onFailure the callback for a reply that is a failure, on the same thread
     */
    SessionTasks(SyncThread thread, Consumer<Throwable> onFailure) {
        this.thread = thread;
        this.onFailure = onFailure;
    }

    /** Runs a task after those that are waiting. For any thread. */
    void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    /** Runs a task after a delay. For any thread. */
    void after(Duration delay, Runnable task) {
        thread.after(delay, () -> {
            if (!ended) {
                task.run();
            }
        });
    }

    /** Handles a reply when it arrives. */
    <T> void onReply(CompletableFuture<T> reply, Consumer<T> then) {
        var unused = reply.whenComplete((value, failure) -> run(() -> {
            if (failure != null) {
                onFailure.accept(failure);
            } else {
                then.accept(value);
            }
        }));
    }

    /** Ends the tasks. For the thread of the sync, or after its end. */
    void end() {
        ended = true;
    }
}
