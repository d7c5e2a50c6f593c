package io.featureflags.cache;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * The time that the start of an application may spend waiting for values, all waits taken together. While beans are still
 * being made, only half of it may be spent: the other half is for the end of the start, when the first connection has had
 * all that time to come about without anybody waiting for it.
 */
public final class StartupWait {

    private final LongSupplier nanoTime;

    private final long limit;

    private long spent;

    /**
     * Creates the budget.
     *
     * @param limit how long all waits together may take; zero for none
     * @param nanoTime the ticker, in nanoseconds
     */
    public StartupWait(Duration limit, LongSupplier nanoTime) {
        this.limit = limit.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Waits while beans are being made. */
    void awaitEarly(CompletionStage<Void> values) {
        await(values, limit / 2);
    }

    /** Waits at the end of the start. */
    void await(CompletionStage<Void> values) {
        await(values, limit);
    }

    private void await(CompletionStage<Void> values, long allowed) {
        long started = nanoTime.getAsLong();
        try {
            values.toCompletableFuture().get(left(allowed), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException ex) {
            // The values are not there in time: the application starts with what stands below them.
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } finally {
            spend(nanoTime.getAsLong() - started);
        }
    }

    private synchronized long left(long allowed) {
        return Math.max(0, allowed - spent);
    }

    private synchronized void spend(long nanos) {
        spent += nanos;
    }
}
