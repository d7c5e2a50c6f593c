package io.featureflags.guard;

/**
 * Selects the calls of one path that are timed: every fourth one after the warm-up. Lives as long as the instance, so that
 * only its first calls are left out, and not those of each step.
 */
final class CallSampler {

    private static final int EVERY = 4;

    /** Roughly counted, since a sample needs no exact number: a second atomic addition would double the cost of a call. */
    private final CallStripes begun = new CallStripes();

    /** The longest warm-up that is known to be over. */
    private volatile long warmedUp;

    /** Records the begin of a call; returns whether the call is timed. */
    boolean begins(long warmup) {
        return begun.incrementRoughly() % EVERY == 0 && isWarm(warmup);
    }

    private boolean isWarm(long warmup) {
        if (warmedUp >= warmup) {
            return true;
        }
        if (begun.sum() <= warmup) {
            return false;
        }
        warmedUp = warmup;
        return true;
    }
}
