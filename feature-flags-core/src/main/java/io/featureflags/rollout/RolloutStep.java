package io.featureflags.rollout;

import io.featureflags.decision.Percentage;

/**
 * One step of a guarded rollout.
 *
 * @param percentage the step
 * @param counts what both paths have done in it
 */
public record RolloutStep(Percentage percentage, RolloutCounts counts) {

    /** Returns the share of the calls with the new code, at least the percentage: as if the lot had drawn more of them. */
    double share() {
        double lot = percentage.thousandths() / 100_000.0;
        double calls = (double) counts.newCalls() + counts.legacyCalls();
        return calls == 0 ? lot : Math.max(lot, counts.newCalls() / calls);
    }
}
