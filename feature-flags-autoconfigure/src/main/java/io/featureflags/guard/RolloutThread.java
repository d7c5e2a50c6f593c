package io.featureflags.guard;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The thread that sends counts: once a second, and ten times a second while it is urgent. It ends when it has no work. */
final class RolloutThread {

    private static final Log logger = LogFactory.getLog(RolloutThread.class);

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private static final long URGENT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private final BooleanSupplier hasWork;

    private final BooleanSupplier round;

    private volatile @Nullable Thread thread;

    private volatile boolean urgent;

    private volatile boolean closed;

    private boolean failed;

    /**
     * Creates the thread, which {@link #start()} starts.
     *
     * @param hasWork returns whether any plan runs; must be fast
     * @param round sends what there is; returns whether more remains
     */
    RolloutThread(BooleanSupplier hasWork, BooleanSupplier round) {
        this.hasWork = hasWork;
        this.round = round;
    }

    /** Starts the thread if it does not run. */
    synchronized void start() {
        if (thread == null && !closed) {
            Thread created = new Thread(this::run, "feature-flags-rollout");
            created.setDaemon(true);
            thread = created;
            created.start();
        }
    }

    /** Lets the next round come as soon as it may. Costs one field read if that is known already. */
    void hurry() {
        if (!urgent) {
            urgent = true;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!ends()) {
            long begun = System.nanoTime();
            urgent = false; // Before the round: what fails during it may be too late for it.
            try {
                urgent |= round.getAsBoolean();
            } catch (RuntimeException | Error ex) { // Without this thread no plan would go on.
                warn(ex);
            }
            pause(begun);
        }
    }

    private void warn(Throwable ex) {
        if (!failed) {
            failed = true;
            logger.warn(
                    "The counts of guarded rollouts cannot be sent or judged. Calls are not affected. Further failures"
                            + " are not logged.",
                    ex);
        }
    }

    /** Waits for the next round. Something else in the process may interrupt or wake the thread. */
    private void pause(long begun) {
        while (!closed) {
            long wait = (urgent ? URGENT_INTERVAL : INTERVAL) - (System.nanoTime() - begun);
            if (wait <= 0) {
                return;
            }
            LockSupport.parkNanos(this, wait);
            boolean unused = Thread.interrupted();
        }
    }

    /** Decides under the lock of {@link #start()}, so that no plan is left without a thread. */
    private synchronized boolean ends() {
        if (!closed && hasWork.getAsBoolean()) {
            return false;
        }
        thread = null;
        return true;
    }

    /** Ends the thread for good, after the present round. */
    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
