package io.featureflags.testing;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for a state of servers, with a deadline. */
final class Poll {

    /** Far more than a server needs: a busy machine must not fail a test. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private Poll() {}

    /**
     * Waits until a condition holds. A server that answers with an error, or not at all, means "not yet".
     *
     * @param what the condition in words, for the message
     * @throws IllegalStateException if it does not hold in time
     */
    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        RuntimeException last = null;
        while (System.nanoTime() < deadline) {
            last = null;
            try {
                if (condition.getAsBoolean()) {
                    return;
                }
            } catch (UncheckedIOException | RedisErrorAnswer ex) {
                last = ex;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw late(what, last);
    }

    private static IllegalStateException late(String what, @Nullable RuntimeException last) {
        return new IllegalStateException("Not within " + LIMIT.toSeconds() + " s: " + what, last);
    }
}
