package io.featureflags.redis.chaos;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * What a thread has done so far: a call that took long and did nothing of it was only kept off the processor by others. A
 * wait for a socket is neither; {@link ChaosWatch} sees it.
 *
 * @param waits how often the thread has waited or was blocked
 * @param processorNanos how long it was on a processor
 */
record ChaosEffort(long waits, long processorNanos) {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Of the present thread. */
    static ChaosEffort now() {
        ThreadInfo info = THREADS.getThreadInfo(Thread.currentThread().getId());
        return new ChaosEffort(info.getWaitedCount() + info.getBlockedCount(), THREADS.getCurrentThreadCpuTime());
    }

    /** Whether a time that has passed since was spent in waiting or in working. */
    boolean explains(long nanos, ChaosEffort before) {
        return waits > before.waits || processorNanos - before.processorNanos > nanos / 2;
    }
}
