package io.featureflags.cache;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * The time that the start of an application may wait for values, for all waits together. Once it is spent, no call
 * waits.
 */
public final class StartupWait {

    private final LongSupplier nanoTime;

    private long nanosLeft;

    /**
     * Creates the limit.
     *
     * @param limit the longest time for all waits together; zero for no waiting
     * @param nanoTime the ticker, in nanoseconds
     */
    public StartupWait(Duration limit, LongSupplier nanoTime) {
        this.nanosLeft = limit.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Waits for values until they have been read or the time is spent. */
    void await(CompletionStage<Void> values) {
        long started = nanoTime.getAsLong();
        try {
            values.toCompletableFuture().get(left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException ex) {
            // The values have not been read in time: the application starts with last known values or defaults.
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
