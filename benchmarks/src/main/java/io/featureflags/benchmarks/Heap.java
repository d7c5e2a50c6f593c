package io.featureflags.benchmarks;

import java.lang.management.ManagementFactory;

/** How much of the heap is in use. */
public final class Heap {

    private static final int MAX_COLLECTIONS = 20;

    /** How often nothing more is collected until there is no more: other threads allocate in the meantime. */
    private static final int ENOUGH = 3;

    private Heap() {}

    /**
     * Collects garbage until there is no more to collect.
     *
     * @return what is in use then, in bytes
     */
    public static long used() {
        long used = Long.MAX_VALUE;
        int inVain = 0;
        for (int collection = 0; collection < MAX_COLLECTIONS && inVain < ENOUGH; collection++) {
            System.gc();
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            inVain = now < used ? 0 : inVain + 1;
            used = Math.min(used, now);
        }
        return used;
    }
}
