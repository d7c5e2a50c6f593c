package io.featureflags.decision;

import io.featureflags.ErrorCode;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.ExplainedStep;
import io.featureflags.Explanation;
import io.featureflags.Flag;
import io.featureflags.Reason;
import io.featureflags.Source;
import io.featureflags.StepOutcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The value of one flag, ready to decide: the steps of the order that the value has, and no others. Made once, when the
 * value arrives; {@link FlagValue#decisionFor} makes it.
 */
public final class Decision {

    private final String flag;

    private final FlagValue value;

    private final Function<String, Flag> flags;

    private final Clock clock;

    private final Step[] steps;

    /** The first step that asks for the user. */
    private final int firstAsking;

    Decision(String flag, FlagValue value, Function<String, Flag> flags, Clock clock) {
        this.flag = flag;
        this.value = value;
        this.flags = flags;
        this.clock = clock;
        this.steps = allSteps().stream().filter(Step::isGiven).toArray(Step[]::new);
        int first = 0;
        while (first < steps.length && !steps[first].asksForUser()) {
            first++;
        }
        this.firstAsking = first;
    }

    /** The whole order, in which a step that the value does not have always passes. */
    private List<Step> allSteps() {
        List<Step> all = new ArrayList<>();
        all.add(new EnabledStep(value.enabled()));
        all.add(new WindowStep(value.window(), clock));
        all.add(new RequiresStep(value.requires(), flags));
        all.add(ListStep.excluded(value.excluded()));
        all.add(ListStep.users(value.users()));
        Rollout rollout = new Rollout(flag, value.salt(), value.bucketBy());
        int number = 0;
        for (Rule rule : value.rules()) {
            all.add(new RuleStep(rule, ++number, rollout));
        }
        all.add(new ShareStep(value.percentage(), rollout));
        return all;
    }

    /**
     * What the flag's value says.
     *
     * @return the value
     */
    public FlagValue value() {
        return value;
    }

    /**
     * Whether the answer is the same for everybody, until the value changes.
     *
     * @return false if it depends on who is asking, on the time or on another flag
     */
    public boolean isConstant() {
        return steps[0].isConstant();
    }

    /**
     * Whether the flag is on.
     *
     * @param who says who is asking; asked at most once, and only if the answer depends on it
     * @return whether the flag is on
     * @throws RuntimeException whatever {@code who} throws
     */
    public boolean isEnabled(EvaluationContextProvider who) {
        return Verdict.isOn((int) decide(who));
    }

    /**
     * The answer, with its reason.
     *
     * @param source where the value came from
     * @param who says who is asking; asked at most once, and only if the answer depends on it
     * @return the answer
     * @throws RuntimeException whatever {@code who} throws
     */
    public Evaluation evaluate(Source source, EvaluationContextProvider who) {
        long decided = decide(who);
        return answer(source, steps[(int) (decided >>> Integer.SIZE)], (int) decided);
    }

    private Evaluation answer(Source source, Step step, int verdict) {
        if (Verdict.isNobody(verdict)) {
            return new Evaluation(
                    flag, false, Reason.ERROR, source, ErrorCode.TARGETING_KEY_MISSING, null, step.detail(verdict));
        }
        return new Evaluation(
                flag,
                Verdict.isOn(verdict),
                step.reason(verdict),
                source,
                null,
                step.position(verdict),
                step.detail(verdict));
    }

    /**
     * The answer, with every step of the order.
     *
     * @param source where the value came from
     * @param text the value as it stands in the store
     * @param context who is asking
     * @return the explanation
     */
    public Explanation explain(Source source, String text, EvaluationContext context) {
        long decided = decide(context);
        Step deciding = steps[(int) (decided >>> Integer.SIZE)];
        int verdict = (int) decided;
        List<ExplainedStep> explained = new ArrayList<>();
        boolean reached = true;
        for (Step step : allSteps()) {
            if (!reached) {
                explained.add(new ExplainedStep(step.name(), StepOutcome.NOT_REACHED, ""));
            } else if (step.name().equals(deciding.name())) {
                explained.add(
                        ExplainedStep.decided(step.name(), Verdict.isOn(verdict), deciding.explain(verdict, context)));
                reached = false;
            } else {
                explained.add(new ExplainedStep(
                        step.name(),
                        StepOutcome.PASSED,
                        step.isGiven() ? step.explain(Verdict.PASS, context) : "not given"));
            }
        }
        return Explanation.of(answer(source, deciding, verdict), deciding.rule(), text, explained);
    }

    /** The step that decided, in the upper half, and its verdict. All steps before it have passed. */
    private long decide(EvaluationContextProvider who) {
        EvaluationContextProvider asking = value.requires().isEmpty() ? who : new RequirementChain(flag, who);
        EvaluationContext context = EvaluationContext.anonymous();
        for (int i = 0; i < steps.length; i++) {
            if (i == firstAsking) {
                context = Objects.requireNonNull(asking.currentContext(), "The context of a flag must not be null");
            }
            int verdict = steps[i].decide(asking, context);
            if (verdict != Verdict.PASS) {
                return ((long) i << Integer.SIZE) | verdict;
            }
        }
        throw new IllegalStateException("The last step must decide");
    }
}
