package io.featureflags.actuate;

import io.featureflags.ExplainedStep;
import io.featureflags.Explanation;
import io.featureflags.StepOutcome;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import io.featureflags.rollout.RolloutCounts;
import io.featureflags.rollout.RolloutJudgement;
import io.featureflags.rollout.RolloutStatus;
import io.featureflags.rollout.RolloutWait;
import io.featureflags.spi.FlagFacts;
import io.featureflags.spi.RolloutReports;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Views of guarded rollouts, as the endpoint returns them. */
final class RolloutViews {

    private static final String STEP = "rollout";

    private final RolloutReports reports;

    /**
     * Creates the views.
     *
     * @param reports reports of the plans
     */
    RolloutViews(RolloutReports reports) {
        this.reports = reports;
    }

    /** Creates the view of a flag's plan; null if the flag has none. */
    @Nullable
    Map<String, Object> of(FlagFacts flag) {
        FlagValue value = flag.meaning();
        RolloutStatus status = value == null ? null : reports.read(flag.name(), value);
        return status == null ? null : view(status);
    }

    private static Map<String, Object> view(RolloutStatus status) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("step", number(status.step()));
        view.put("of", status.plan().steps().stream().map(RolloutViews::number).toList());
        if (status.progress() != null) {
            view.put("since", status.progress().since().toString());
        }
        RolloutCounts counts = status.counts();
        view.put("newCalls", counts.newCalls());
        view.put("newFailed", counts.newFailed());
        view.put("legacyCalls", counts.legacyCalls());
        view.put("legacyFailed", counts.legacyFailed());
        RolloutJudgement judgement = status.judgement();
        if (judgement != null) {
            view.put("evidence", judgement.evidence());
            view.put("slowEvidence", judgement.slowEvidence());
        }
        view.put("waitsFor", status.waitsFor().stream().map(RolloutWait::word).toList());
        return view;
    }

    /** Returns a percentage in plain digits, also in JSON: without a scale, 50 would be 5E+1. */
    private static BigDecimal number(Percentage percentage) {
        BigDecimal percent = percentage.percent();
        return percent.scale() < 0 ? percent.setScale(0) : percent;
    }

    /** Adds the counts to the step of the plan, if the flag has a plan. */
    Explanation explained(Explanation explanation, @Nullable FlagFacts flag) {
        FlagValue value = flag == null ? null : flag.meaning();
        if (value == null || value.rollout() == null) {
            return explanation;
        }
        RolloutStatus status = reports.read(explanation.flag(), value);
        if (status == null) {
            return explanation;
        }
        List<ExplainedStep> steps = explanation.steps().stream()
                .map(step ->
                        step.step().equals(STEP) ? new ExplainedStep(STEP, StepOutcome.PASSED, status.inWords()) : step)
                .toList();
        return explanation.withSteps(steps);
    }
}
