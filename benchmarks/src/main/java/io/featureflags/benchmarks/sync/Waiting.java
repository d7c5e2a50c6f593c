package io.featureflags.benchmarks.sync;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for the conditions of a measurement. */
final class Waiting {

    private static final long LIMIT_NANOS = Duration.ofSeconds(60).toNanos();

    private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

    private Waiting() {}

    /**
     * Waits until a condition holds.
     *
     * @param what the condition, in words
     * @param condition the condition
     * @throws IllegalStateException if the condition does not hold within a minute
     */
    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Timeout after a minute, before this condition held: " + what);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits for a time. */
    static void pass(long millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
