package io.featureflags.benchmarks;

import java.lang.management.ManagementFactory;

/** How much of the heap is in use. */
public final class Heap {

    private static final int MAX_COLLECTIONS = 20;

    private Heap() {}

    /**
     * Collects garbage until there is no more to collect.
     *
     * @return what is in use then, in bytes
     */
    public static long used() {
        long used = Long.MAX_VALUE;
        for (int collection = 0; collection < MAX_COLLECTIONS; collection++) {
            System.gc();
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (now >= used) {
                break;
            }
            used = now;
        }
        return used;
    }
}
