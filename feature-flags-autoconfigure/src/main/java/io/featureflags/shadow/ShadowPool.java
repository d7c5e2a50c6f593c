package io.featureflags.shadow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The threads of shadow runs. A thread whose run ignores its interrupt is replaced, up to {@value #MAX_HUNG} times at once;
 * beyond that, the calls are dropped until one of these runs ends. All threads are daemons, and nothing waits for them.
 */
final class ShadowPool {

    /** Enough for a short burst of calls, and few enough that their arguments need little memory. */
    static final int MAX_WAITING = 100;

    static final int MAX_HUNG = 8;

    private static final Log logger = LogFactory.getLog(ShadowPool.class);

    private final Queue<ShadowRun> waiting = new ConcurrentLinkedQueue<>();

    private final AtomicInteger waitingCount = new AtomicInteger();

    private final long timeout;

    private final int threads;

    private final ClassLoader classLoader;

    private final List<ShadowWorker> workers = new ArrayList<>();

    /** Workers that were replaced, and still run. */
    private final Set<ShadowWorker> hung = new HashSet<>();

    private int threadNumber;

    private boolean warned;

    private volatile boolean closed;

    /**
     * Creates a pool without threads.
     *
     * @param timeout longest time of a run
     * @param threads number of threads, at least 1
     * @param classLoader context class loader of the threads
     */
    ShadowPool(Duration timeout, int threads, ClassLoader classLoader) {
        this.timeout = timeout.toNanos();
        this.threads = threads;
        this.classLoader = classLoader;
    }

    /** Starts the threads, unless they are started. */
    synchronized void start() {
        if (closed || !workers.isEmpty()) {
            return;
        }
        for (int i = 0; i < threads; i++) {
            workers.add(newWorker());
        }
        new RunnerThread(this::watch, "feature-flags-shadow-timeouts", classLoader).start();
    }

    private ShadowWorker newWorker() {
        threadNumber++;
        ShadowWorker worker = new ShadowWorker(this, "feature-flags-shadow-" + threadNumber, classLoader);
        worker.start();
        return worker;
    }

    /** Accepts a run, unless too many are waiting. Takes no lock and wakes no thread. */
    boolean offer(ShadowRun run) {
        if (closed || waitingCount.incrementAndGet() > MAX_WAITING) {
            waitingCount.decrementAndGet();
            return false;
        }
        waiting.add(run);
        return true;
    }

    /** Returns the next run; null if none is waiting. */
    @Nullable
    ShadowRun poll() {
        ShadowRun next = waiting.poll();
        if (next != null) {
            waitingCount.decrementAndGet();
        }
        return next;
    }

    private void watch() {
        long interval = Math.min(Math.max(timeout / 10, TimeUnit.MILLISECONDS.toNanos(5)), TimeUnit.SECONDS.toNanos(1));
        while (!closed) {
            LockSupport.parkNanos(this, interval);
            try {
                replaceHungWorkers();
            } catch (OutOfMemoryError ex) { // The new code fills the memory, or no thread can be started now.
                LockSupport.parkNanos(this, interval);
            }
        }
    }

    private synchronized void replaceHungWorkers() {
        for (int i = 0; i < workers.size() && !closed; i++) {
            ShadowWorker worker = workers.get(i);
            if (worker.isHungAfter(timeout) && hung.size() < MAX_HUNG) {
                workers.set(i, newWorker());
                hung.add(worker);
                worker.stop();
                warn();
            }
        }
    }

    private void warn() {
        if (!warned) {
            warned = true;
            logger.warn(
                    "New code of a shadow run ignores that it was interrupted after feature-flags.shadow.timeout. Its"
                            + " thread is replaced, up to " + MAX_HUNG
                            + " times at once. Set shadow in the flag's value to 0 if"
                            + " feature.flags.shadow counts many runs as timed_out. Further such runs are not logged.");
        }
    }

    /** Forgets a worker whose run has ended after all. */
    synchronized void ended(ShadowWorker worker) {
        hung.remove(worker);
    }

    /** Interrupts all runs and drops those that wait. Waits for none. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        workers.forEach(ShadowWorker::stop);
        hung.forEach(ShadowWorker::stop);
    }
}
