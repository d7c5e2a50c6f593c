package io.featureflags.rollout;

import io.featureflags.decision.Percentage;
import io.featureflags.decision.RolloutPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A guarded rollout as people see it.
 *
 * @param plan the plan
 * @param step present percentage of the flag, which need not be a step: a plan that does not run is shown, too
 * @param progress last known counts of this step; null if there are none
 * @param judgement what the counts say; null if the plan does not run
 * @param waitsFor what keeps the plan from advancing; empty if nothing does, and if it does not run
 */
public record RolloutStatus(
        RolloutPlan plan,
        Percentage step,
        @Nullable RolloutProgress progress,
        @Nullable RolloutJudgement judgement,
        List<RolloutWait> waitsFor) {

    /** Copies the list. */
    public RolloutStatus {
        waitsFor = List.copyOf(waitsFor);
    }

    /**
     * Creates the status of a plan.
     *
     * @param plan the plan
     * @param step present percentage of the flag
     * @param progress last known counts; null if there are none. Those of another step are ignored
     * @param isCounting whether the store of the counts is there and responds
     * @return the status
     */
    public static RolloutStatus of(
            RolloutPlan plan, Percentage step, @Nullable RolloutProgress progress, boolean isCounting) {
        RolloutProgress present =
                progress != null && progress.present().percentage().equals(step) ? progress : null;
        if (!plan.runsAt(step)) {
            return new RolloutStatus(plan, step, present, null, List.of());
        }
        RolloutJudgement judgement = RolloutRule.judge(plan, present == null ? nothingAt(step) : present);
        List<RolloutWait> waitsFor = new ArrayList<>(judgement.waitsFor());
        if (!isCounting) {
            waitsFor.add(RolloutWait.REDIS);
        }
        return new RolloutStatus(plan, step, present, judgement, waitsFor);
    }

    private static RolloutProgress nothingAt(Percentage step) {
        return new RolloutProgress(
                "", Instant.EPOCH, Instant.EPOCH, List.of(), new RolloutStep(step, RolloutCounts.NONE), 0, 0, null, 0);
    }

    /**
     * Returns the counts of this step.
     *
     * @return the counts; those of no call if none are known
     */
    public RolloutCounts counts() {
        return progress == null ? RolloutCounts.NONE : progress.present().counts();
    }

    /**
     * Puts the status into words.
     *
     * @return one line, such as {@code step 5% of 1%, 5%, 100%: new 8 failing users in 412 calls, legacy 24 in 7830 (E 223; of
     *     slowness 0.5); waits for time and calls}
     */
    public String inWords() {
        String words = plan.inWords(step);
        if (judgement == null) {
            return words;
        }
        RolloutCounts counts = counts();
        return words + ": new " + counts.newFailed()
                + (counts.newFailed() == 1 ? " failing user in " : " failing users in ") + counts.newCalls()
                + " calls, legacy " + counts.legacyFailed() + " in " + counts.legacyCalls() + " (E "
                + shown(judgement.evidence()) + "; of slowness " + shown(judgement.slowEvidence()) + ")"
                + waitInWords();
    }

    private String waitInWords() {
        return waitsFor.isEmpty()
                ? ""
                : "; waits for "
                        + waitsFor.stream()
                                .map(wait -> wait == RolloutWait.PAUSED ? "a person (paused)" : wait.word())
                                .collect(Collectors.joining(" and "));
    }

    private static String shown(double evidence) {
        return evidence < 1e6
                ? String.format(Locale.ROOT, evidence < 10 ? "%.2f" : "%.0f", evidence)
                : String.format(Locale.ROOT, "%.1e", evidence);
    }
}
