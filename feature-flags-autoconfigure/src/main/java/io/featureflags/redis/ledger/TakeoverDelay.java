package io.featureflags.redis.ledger;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Random delays that favour late times. Of many instances that wait for each other, one or a few are the first, however
 * many there are. They are the feedback timers of TFMCC (RFC 4654).
 */
final class TakeoverDelay {

    /** The number of instances up to which few are the first. */
    private static final double INSTANCES = 10_000;

    private final RandomGenerator random;

    TakeoverDelay(RandomGenerator random) {
        this.random = random;
    }

    /** Returns a delay of at most the given duration. */
    Duration next(Duration longest) {
        double share = 1 + Math.log(1 - random.nextDouble()) / Math.log(INSTANCES);
        return Duration.ofNanos((long) (longest.toNanos() * Math.max(0, share)));
    }
}
