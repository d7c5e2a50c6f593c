package io.featureflags.redis;

import java.util.random.RandomGenerator;

/**
 * Waits between attempts to connect: 20 ms at first, twice as long after each failure, at most 500 ms. Each is cut by
 * chance to something between its half and its whole, so that instances that lost Redis together do not come back in step.
 */
final class BackOff {

    private static final long SHORTEST_MILLIS = 20;

    private static final long LONGEST_MILLIS = 500;

    private final RandomGenerator random;

    private long millis = SHORTEST_MILLIS;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** The next wait, in milliseconds. */
    long next() {
        long wait = millis / 2 + random.nextLong(millis / 2 + 1);
        millis = Math.min(LONGEST_MILLIS, millis * 2);
        return wait;
    }

    /** It went well: the next wait is a short one again. */
    void reset() {
        millis = SHORTEST_MILLIS;
    }
}
