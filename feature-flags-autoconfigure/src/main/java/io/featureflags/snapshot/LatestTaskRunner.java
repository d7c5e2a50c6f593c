package io.featureflags.snapshot;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs the latest task, then rests before the next one. Its thread is created on demand and ends at a stop. There is
 * never a second thread, even if a stop did not wait until the first one had ended: no older task overtakes a newer
 * one.
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

    /** Lets the thread of the next task wait for others, until the next stop. */
    void start() {
        lock.lock();
        try {
            stopping = false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Replaces the task that is waiting, if there is one, and returns immediately. After a stop, the thread ends after the
     * task: a store may still report values then.
     */
    void execute(Runnable next) {
        lock.lock();
        try {
            task = next;
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

    /** Ends the thread after the task that is waiting, without further rest. Waits for the end up to a limit. */
    void stop(Duration limit) {
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
                ending.join(limit.toMillis());
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
                thread = null; // Under the lock: the next task creates a new thread.
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
            // No code interrupts this thread. If it happens, the rest is shorter.
        } finally {
            lock.unlock();
        }
    }
}
