package io.featureflags.guard;

import java.util.concurrent.atomic.AtomicLongArray;

/** A count that many threads raise, in stripes by thread. A stripe has its own cache lines, so that threads do not wait. */
final class CallStripes {

    private static final int STRIPES = 16;

    /** 128 bytes: processors fetch lines of 64 bytes in pairs. */
    private static final int STRIDE = 16;

    private final AtomicLongArray counts = new AtomicLongArray(STRIPES * STRIDE);

    /** Adds one. */
    void increment() {
        counts.getAndIncrement(stripe());
    }

    /**
     * Adds one to the present thread's stripe, and returns what that stripe was before. An increment can be lost if two threads
     * share the stripe.
     */
    long incrementRoughly() {
        int stripe = stripe();
        long before = counts.getPlain(stripe);
        counts.setPlain(stripe, before + 1);
        return before;
    }

    long sum() {
        long sum = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            sum += counts.get(stripe * STRIDE);
        }
        return sum;
    }

    private static int stripe() {
        return (int) (Thread.currentThread().getId() % STRIPES) * STRIDE;
    }
}
