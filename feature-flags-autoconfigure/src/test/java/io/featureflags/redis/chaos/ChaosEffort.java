package io.featureflags.redis.chaos;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * The waits and the processor time of a thread. A long call without either was only delayed by other threads of the
 * machine. A wait for a socket counts as neither; {@link ChaosWatch} detects it.
 *
 * @param waits number of times that the thread has waited or was blocked
 * @param processorNanos processor time of the thread in nanoseconds
 */
record ChaosEffort(long waits, long processorNanos) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Returns the effort of the current thread. */
    static ChaosEffort now() {
        ThreadInfo info = THREADS.getThreadInfo(Thread.currentThread().getId());
        return new ChaosEffort(info.getWaitedCount() + info.getBlockedCount(), THREADS.getCurrentThreadCpuTime());
    }

    /** Returns whether the thread spent the time since then in waiting or in working. */
    boolean explains(long nanos, ChaosEffort before) {
        return waits > before.waits || processorNanos - before.processorNanos > nanos / 2;
    }
}
