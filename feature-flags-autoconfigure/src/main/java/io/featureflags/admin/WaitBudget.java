package io.featureflags.admin;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells a store that refuses single flags from one that does not answer. A refusal comes at once, so that the other flags
 * can be asked for; waiting in vain adds up, and ends after {@value #SECONDS} seconds. For one thread.
 */
final class WaitBudget {

    static final int SECONDS = 2;

    private final LongSupplier nanoTime;

    private long lastStart;

    private long wasted;

    /**
     * Creates it at the beginning of a series.
     *
     * @param nanoTime the ticker, in nanoseconds
     */
    WaitBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The next of the series begins. */
    void begin() {
        lastStart = nanoTime.getAsLong();
    }

    /** What began last has failed. */
    void failed() {
        wasted += nanoTime.getAsLong() - lastStart;
    }

    boolean isOver() {
        return wasted >= TimeUnit.SECONDS.toNanos(SECONDS);
    }
}
