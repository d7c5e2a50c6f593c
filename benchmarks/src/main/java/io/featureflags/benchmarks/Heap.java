package io.featureflags.benchmarks;

import java.lang.management.ManagementFactory;

/** Measures the used heap. */
public final class Heap {

    private static final int MAX_COLLECTIONS = 20;

    /** Collections in a row without an effect, after which nothing is left: other threads allocate in the meantime. */
    private static final int COLLECTIONS_IN_VAIN = 3;

    private Heap() {}

    /**
     * Collects garbage until nothing is left to collect.
     *
     * @return the used heap, in bytes
     */
    public static long used() {
        long used = Long.MAX_VALUE;
        int inVain = 0;
        for (int collection = 0; collection < MAX_COLLECTIONS && inVain < COLLECTIONS_IN_VAIN; collection++) {
            System.gc();
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            inVain = now < used ? 0 : inVain + 1;
            used = Math.min(used, now);
        }
        return used;
    }
}
