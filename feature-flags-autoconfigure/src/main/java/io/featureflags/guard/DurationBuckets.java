package io.featureflags.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Durations of legacy calls, four buckets to a doubling, from which the store computes the ruler. */
final class DurationBuckets {

    private static final int PER_DOUBLING = 4;

    private static final double QUARTER = Math.pow(2, 0.25);

    private static final double HALF = Math.pow(2, 0.5);

    private static final double THREE_QUARTERS = Math.pow(2, 0.75);

    private final AtomicLongArray counts = new AtomicLongArray(PER_DOUBLING * Long.SIZE);

    void add(long nanos) {
        counts.getAndIncrement(bucket(nanos));
    }

    /** Returns floor(4·log2(nanos)), exact also for powers of 2. A clock may return 0. */
    static int bucket(long nanos) {
        long positive = Math.max(nanos, 1);
        int doublings = Long.SIZE - 1 - Long.numberOfLeadingZeros(positive);
        double rest = positive / (double) (1L << doublings);
        int quarters = rest < QUARTER ? 0 : rest < HALF ? 1 : rest < THREE_QUARTERS ? 2 : 3;
        return PER_DOUBLING * doublings + quarters;
    }

    /** Removes and returns all counts, by bucket. */
    Map<Integer, Long> take() {
        Map<Integer, Long> taken = new HashMap<>();
        for (int bucket = 0; bucket < counts.length(); bucket++) {
            long count = counts.getAndSet(bucket, 0);
            if (count > 0) {
                taken.put(bucket, count);
            }
        }
        return taken;
    }
}
