package io.featureflags.admin;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Time that a series of calls may lose to failures of the store. A store that refuses single flags fails at once, so that
 * the series goes on. One that does not respond spends the budget of {@value #SECONDS} seconds. For one thread.
 */
final class WaitBudget {

    static final int SECONDS = 2;

    private final LongSupplier nanoTime;

    private long attemptStart;

    private long lostNanos;

    /**
     * Creates the budget of one series.
     *
     * @param nanoTime ticker, in nanoseconds
     */
    WaitBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void startAttempt() {
        attemptStart = nanoTime.getAsLong();
    }

    /** Adds the time since the last start of an attempt to the lost time. */
    void attemptFailed() {
        lostNanos += nanoTime.getAsLong() - attemptStart;
    }

    boolean isSpent() {
        return lostNanos >= TimeUnit.SECONDS.toNanos(SECONDS);
    }
}
