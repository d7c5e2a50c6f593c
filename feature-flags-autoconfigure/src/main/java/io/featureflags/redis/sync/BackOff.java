package io.featureflags.redis.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays between attempts: short at first, doubled after each failure, up to a maximum. Each is cut at random to
 * between half and all of it, so that instances which lost Redis together do not reconnect in step.
 */
final class BackOff {

    private final RandomGenerator random;

    private final long shortestMillis;

    private final long longestMillis;

    private long millis;

    /**
     * Creates the delays.
     *
     * @param random the source of randomness
     * @param shortest the first delay
     * @param longest the maximum, not shorter than the first delay
     */
    BackOff(RandomGenerator random, Duration shortest, Duration longest) {
        this.random = random;
        this.shortestMillis = shortest.toMillis();
        this.longestMillis = longest.toMillis();
        this.millis = shortestMillis;
    }

    /** Returns the next delay. */
    Duration next() {
        long wait = millis / 2 + random.nextLong(millis / 2 + 1);
        millis = Math.min(longestMillis, millis * 2);
        return Duration.ofMillis(wait);
    }

    /** Starts again with the short delay, after a success. */
    void reset() {
        millis = shortestMillis;
    }
}
