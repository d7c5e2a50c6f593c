package io.featureflags.rollout;

import io.featureflags.decision.Percentage;
import java.util.Locale;

/** The reasons of the changes by a guarded rollout, as they stand in the record. */
public final class RolloutReason {

    private RolloutReason() {}

    /**
     * Describes why a step advances.
     *
     * @param progress the counts
     * @param next the next step
     * @return one line, such as {@code 1% raised to 5%: new 0 failing users in 312 calls, legacy 2 in 30514}
     */
    public static String ofAdvance(RolloutProgress progress, Percentage next) {
        RolloutCounts counts = progress.present().counts();
        return progress.present().percentage() + " raised to " + next + ": new " + users(counts.newFailed()) + " in "
                + counts.newCalls() + " calls, legacy " + counts.legacyFailed() + " in " + counts.legacyCalls();
    }

    /**
     * Describes why the new code is taken back.
     *
     * @param progress the counts
     * @param judgement the decision
     * @param back the percentage to go back to
     * @return one line, such as {@code 5% taken back to 0%: 8 of 32 failing users had the new code, 1.6 were to be expected
     *     (E 223, limit 200); new 8 in 412 calls, legacy 24 in 7830; 6 of the 8 on shop@host/17}
     */
    public static String ofTakingBack(RolloutProgress progress, RolloutJudgement judgement, Percentage back) {
        RolloutStep step = progress.present();
        RolloutCounts counts = step.counts();
        boolean slow = judgement.isForSlowness();
        long newUsers = slow ? counts.newSlow() : counts.newFailed();
        long legacyUsers = slow ? counts.legacySlow() : counts.legacyFailed();
        long all = newUsers + legacyUsers;
        String reason = step.percentage() + " taken back to " + back + ": " + newUsers + " of " + all + " "
                + (slow ? "slow" : "failing") + " users had the new code, "
                + String.format(Locale.ROOT, "%.1f", all * step.share())
                + " were to be expected (E " + shown(slow ? judgement.slowEvidence() : judgement.evidence())
                + ", limit " + (long) RolloutRule.LIMIT + "); new " + newUsers + " in " + counts.newCalls()
                + " calls, legacy " + legacyUsers + " in " + counts.legacyCalls();
        String instance = progress.mostFailing();
        return slow || instance == null
                ? reason
                : reason + "; " + progress.failedThere() + " of the " + newUsers + " on " + instance;
    }

    private static String users(long failing) {
        return failing + (failing == 1 ? " failing user" : " failing users");
    }

    private static String shown(double evidence) {
        return evidence < 1e6 ? String.valueOf(Math.round(evidence)) : String.format(Locale.ROOT, "%.1e", evidence);
    }
}
