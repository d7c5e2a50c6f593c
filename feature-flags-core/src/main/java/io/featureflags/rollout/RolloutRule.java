package io.featureflags.rollout;

import io.featureflags.decision.Percentage;
import io.featureflags.decision.RolloutPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The rule of a guarded rollout, a pure function of its plan and its counts. Both for failures and for slowness, the new code
 * is taken back if the {@link RolloutEvidence} reaches 200: 2/α with α = 1 % for both together.
 */
public final class RolloutRule {

    /** Evidence at which the new code is taken back. */
    static final double LIMIT = 200;

    static final double LOG_LIMIT = Math.log(LIMIT);

    /** Evidence below which a step may advance. */
    private static final double LOG_CALM = Math.log(10);

    private RolloutRule() {}

    /**
     * Judges the present step of a running plan.
     *
     * @param plan the plan, which runs at the present step
     * @param progress the counts
     * @return the decision
     * @throws IllegalArgumentException if the plan does not run at the present step
     */
    public static RolloutJudgement judge(RolloutPlan plan, RolloutProgress progress) {
        RolloutStep present = progress.present();
        if (!plan.runsAt(present.percentage())) {
            throw new IllegalArgumentException("The plan does not run at " + present.percentage());
        }
        List<RolloutStep> steps = stepsToPresent(plan, progress);
        double failures = logE(plan, steps, RolloutCounts::newFailed, RolloutCounts::legacyFailed);
        double slowness = logE(plan, steps, RolloutCounts::newSlow, RolloutCounts::legacySlow);
        List<RolloutWait> waitsFor = waitsFor(plan, progress, Math.max(failures, slowness));
        boolean isLast = plan.after(present.percentage()) == null;
        RolloutVerdict verdict = failures >= LOG_LIMIT || slowness >= LOG_LIMIT
                ? RolloutVerdict.TAKE_BACK
                : waitsFor.isEmpty() && !isLast ? RolloutVerdict.ADVANCE : RolloutVerdict.WAIT;
        return new RolloutJudgement(verdict, failures, slowness, isLast ? List.of() : waitsFor);
    }

    /** Returns one step for each percentage of the plan up to the present one. A skipped one has no counts. */
    private static List<RolloutStep> stepsToPresent(RolloutPlan plan, RolloutProgress progress) {
        List<RolloutStep> steps = new ArrayList<>();
        for (Percentage percentage : plan.steps()) {
            if (percentage.equals(progress.present().percentage())) {
                break;
            }
            steps.add(progress.past().stream()
                    .filter(step -> step.percentage().equals(percentage))
                    .findFirst()
                    .orElse(new RolloutStep(percentage, RolloutCounts.NONE)));
        }
        steps.add(progress.present());
        return steps;
    }

    private static double logE(
            RolloutPlan plan,
            List<RolloutStep> steps,
            ToLongFunction<RolloutCounts> newUsers,
            ToLongFunction<RolloutCounts> legacyUsers) {
        return RolloutEvidence.logE(
                plan.stepsBelowAll(),
                steps.stream().mapToDouble(RolloutStep::share).toArray(),
                steps.stream().map(RolloutStep::counts).mapToLong(newUsers).toArray(),
                steps.stream().map(RolloutStep::counts).mapToLong(legacyUsers).toArray());
    }

    private static List<RolloutWait> waitsFor(RolloutPlan plan, RolloutProgress progress, double logEvidence) {
        List<RolloutWait> waitsFor = new ArrayList<>();
        if (Duration.between(progress.since(), progress.now()).compareTo(plan.every()) < 0) {
            waitsFor.add(RolloutWait.TIME);
        }
        RolloutCounts counts = progress.present().counts();
        if (counts.newCalls() < plan.calls() || counts.legacyCalls() < plan.calls()) {
            waitsFor.add(RolloutWait.CALLS);
        }
        if (logEvidence >= LOG_CALM) {
            waitsFor.add(RolloutWait.EVIDENCE);
        }
        if (plan.paused()) {
            waitsFor.add(RolloutWait.PAUSED);
        }
        return waitsFor;
    }
}
