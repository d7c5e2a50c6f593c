package io.featureflags.redis.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between attempts: a short one at first, twice as long after each failure, up to a longest one. Each is cut by
 * chance to something between its half and its whole, so that instances that lost Redis together do not come back in step.
 */
final class BackOff {

    private final RandomGenerator random;

    private final long shortestMillis;

    private final long longestMillis;

    private long millis;

    /**
     * Creates the waits.
     *
     * @param random cuts them
     * @param shortest the first wait
     * @param longest the longest one, not shorter than the first
     */
    BackOff(RandomGenerator random, Duration shortest, Duration longest) {
        this.random = random;
        this.shortestMillis = shortest.toMillis();
        this.longestMillis = longest.toMillis();
        this.millis = shortestMillis;
    }

    /** The next wait. */
    Duration next() {
        long wait = millis / 2 + random.nextLong(millis / 2 + 1);
        millis = Math.min(longestMillis, millis * 2);
        return Duration.ofMillis(wait);
    }

    /** It went well: the next wait is a short one again. */
    void reset() {
        millis = shortestMillis;
    }
}
