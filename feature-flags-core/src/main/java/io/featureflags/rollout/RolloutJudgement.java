package io.featureflags.rollout;

import java.util.List;

/**
 * What the counts of a guarded rollout say.
 *
 * @param verdict the decision
 * @param logEvidence ln E of failures
 * @param logSlowEvidence ln E of slowness
 * @param waitsFor what keeps the step from advancing; empty if nothing does, or if there is no further step
 */
public record RolloutJudgement(
        RolloutVerdict verdict, double logEvidence, double logSlowEvidence, List<RolloutWait> waitsFor) {

    /** Copies the list. */
    public RolloutJudgement {
        waitsFor = List.copyOf(waitsFor);
    }

    /**
     * Returns E of failures.
     *
     * @return E; {@link Double#MAX_VALUE} if it is too large for a number, since JSON has no infinity
     */
    public double evidence() {
        return exp(logEvidence);
    }

    /**
     * Returns E of slowness.
     *
     * @return E; {@link Double#MAX_VALUE} if it is too large for a number
     */
    public double slowEvidence() {
        return exp(logSlowEvidence);
    }

    /** Returns whether slowness alone is the reason to take the new code back. */
    boolean isForSlowness() {
        return logEvidence < RolloutRule.LOG_LIMIT;
    }

    private static double exp(double logarithm) {
        return Math.min(Math.exp(logarithm), Double.MAX_VALUE);
    }
}
