package io.featureflags.cache;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * The time that the start of an application may spend waiting for values, all waits taken together. Once it is spent,
 * nothing waits any more.
 */
public final class StartupWait {

    private final LongSupplier nanoTime;

    private long nanosLeft;

    /**
     * Creates the budget.
     *
     * @param limit how long all waits together may take; zero for none
     * @param nanoTime the ticker, in nanoseconds
     */
    public StartupWait(Duration limit, LongSupplier nanoTime) {
        this.nanosLeft = limit.toNanos();
        this.nanoTime = nanoTime;
    }

    void await(CompletionStage<Void> values) {
        long started = nanoTime.getAsLong();
        try {
            values.toCompletableFuture().get(left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException ex) {
            // The values are not there in time: the application starts with what stands below them.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } finally {
            spend(nanoTime.getAsLong() - started);
        }
    }

    private synchronized long left() {
        return nanosLeft;
    }

    private synchronized void spend(long nanos) {
        nanosLeft = Math.max(0, nanosLeft - nanos);
    }
}
