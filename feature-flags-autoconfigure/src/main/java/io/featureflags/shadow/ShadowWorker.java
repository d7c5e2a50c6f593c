package io.featureflags.shadow;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Runs the calls of a pool one by one, in a thread of its own. */
final class ShadowWorker implements Runnable {

    /** Callers wake no thread, which would cost them microseconds. So the threads look for calls themselves. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final ShadowPool pool;

    private final Thread thread;

    private @Nullable ShadowRun running;

    private long started;

    private boolean stopped;

    ShadowWorker(ShadowPool pool, String name, ClassLoader classLoader) {
        this.pool = pool;
        this.thread = new RunnerThread(this, name, classLoader);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (!isStopped()) {
            ShadowRun next = pool.poll();
            if (next == null) {
                LockSupport.parkNanos(this, PAUSE);
                continue;
            }
            begin(next);
            try {
                next.run();
            } catch (Throwable ex) { // Such as an OutOfMemoryError while the run is counted. The thread goes on.
                next.timeOut();
            } finally {
                end();
            }
        }
        pool.ended(this);
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized void begin(ShadowRun next) {
        running = next;
        started = System.nanoTime();
    }

    /** Ends the run, and removes an interrupt that was meant for it. */
    private synchronized void end() {
        running = null;
        var unused = Thread.interrupted();
    }

    /**
     * Interrupts a run that takes longer than its timeout.
     *
     * @param timeout the timeout in nanoseconds
     * @return whether the run has ignored the interrupt for as long again
     */
    synchronized boolean isHungAfter(long timeout) {
        ShadowRun late = running;
        long age = System.nanoTime() - started;
        if (late == null || age < timeout) {
            return false;
        }
        if (late.timeOut()) {
            thread.interrupt();
        }
        return age >= 2 * timeout;
    }

    /** Stops after the present run, which is interrupted. */
    synchronized void stop() {
        stopped = true;
        thread.interrupt();
    }
}
