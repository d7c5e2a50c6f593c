package io.featureflags.snapshot;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the last task that it was given, then rests before the next one. Its thread is made on demand and ends at
 * a stop. There is never more than one, even if a stop did not wait for it to the end: no older task overtakes a newer.
 */
final class LatestTaskRunner {

    private final String name;

    private final Duration rest;

    private final ReentrantLock lock = new ReentrantLock();

    /** The task or {@link #stopping} has changed. */
    private final Condition changed = lock.newCondition();

    private @Nullable Runnable task;

    private @Nullable Thread thread;

    private boolean stopping;

    LatestTaskRunner(String name, Duration rest) {
        this.name = name;
        this.rest = rest;
    }

    /** Replaces the task that waits, if there is one, and returns at once. */
    void execute(Runnable next) {
        lock.lock();
        try {
            task = next;
            stopping = false;
            if (thread == null || !thread.isAlive()) {
                Thread created = new Thread(this::run, name);
                created.setDaemon(true);
                created.start();
                thread = created;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread after the task that waits, which need not rest any more. */
    void stop(Duration patience) {
        Thread ending;
        lock.lock();
        try {
            stopping = true;
            ending = thread;
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            try {
                ending.join(patience.toMillis());
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
            rest();
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            while (task == null && !stopping) {
                changed.awaitUninterruptibly();
            }
            Runnable next = task;
            task = null;
            if (next == null) {
                thread = null; // Under the lock: a task that comes from now on gets a new one.
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        lock.lock();
        try {
            long nanos = rest.toNanos();
            while (!stopping && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException ex) {
            // Nobody has a reason to: it only rests for a shorter time.
        } finally {
            lock.unlock();
        }
    }
}
