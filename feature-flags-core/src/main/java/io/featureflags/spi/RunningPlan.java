package io.featureflags.spi;

import io.featureflags.EvaluationContext;

/** Port: counts the calls of one step of a guarded rollout. Called in the path of each call, without locks. */
public interface RunningPlan {

    /**
     * Returns whether the percentage decides for a user by lot. Other calls are not counted.
     *
     * @param context evaluation context of the call
     * @return whether the call counts
     */
    boolean draws(EvaluationContext context);

    /**
     * Begins a call that counts.
     *
     * @param newCode whether the new code runs
     * @return time of the start in nanoseconds if the call is timed; 0 if it is not
     */
    long begin(boolean newCode);

    /**
     * Ends a call that counts.
     *
     * @param newCode whether the new code ran
     * @param failed whether it failed
     * @param begun what {@link #begin} returned
     * @param context evaluation context of the call; read only if the call has failed or was slow
     */
    void end(boolean newCode, boolean failed, long begun, EvaluationContext context);
}
