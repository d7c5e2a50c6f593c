package io.featureflags.redis.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Tries tracking again at growing intervals, after a server refused it: the refusal may have been temporary. */
final class TrackingRetry {

    /** Delay of the first attempt. */
    private static final Duration FIRST = Duration.ofSeconds(1);

    private final SyncThread thread;

    private final BackOff backOff;

    private final Runnable attempt;

    private boolean scheduled;

    /**
     * Creates the retry; nothing is scheduled.
     *
     * @param thread the thread that runs the attempts
     * @param random the source of randomness
     * @param longest the longest delay
     * @param attempt tries tracking
     */
    TrackingRetry(SyncThread thread, RandomGenerator random, Duration longest, Runnable attempt) {
        this.thread = thread;
        this.backOff = new BackOff(random, longest.compareTo(FIRST) < 0 ? longest : FIRST, longest);
        this.attempt = attempt;
    }

    /** Schedules the next attempt, unless there is one already. */
    void schedule() {
        if (!scheduled) {
            scheduled = true;
            thread.after(backOff.next(), this::run);
        }
    }

    private void run() {
        scheduled = false;
        attempt.run();
    }

    /** Starts again with the short delay, after a session with tracking has lasted. */
    void reset() {
        backOff.reset();
    }
}
