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
 * A flag's value, prepared for evaluation: the steps that its value has, in the order of decision. Created once per
 * value by {@link FlagValue#decisionFor}.
 */
public final class Decision {

    private final String flag;

    private final FlagValue value;

    private final Function<String, Flag> flags;

    private final Clock clock;

    private final Step[] steps;

    /** Index of the first step that depends on the user. */
    private final int firstUserStep;

    Decision(String flag, FlagValue value, Function<String, Flag> flags, Clock clock) {
        this.flag = flag;
        this.value = value;
        this.flags = flags;
        this.clock = clock;
        this.steps = allSteps().stream().filter(Step::isGiven).toArray(Step[]::new);
        int first = 0;
        while (first < steps.length && !steps[first].dependsOnUser()) {
            first++;
        }
        this.firstUserStep = first;
    }

    /** Returns all steps in the order of decision. A step that the value does not have always passes. */
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
        all.add(new PercentageStep(value.percentage(), rollout));
        return all;
    }

    /**
     * Returns the parsed value of the flag.
     *
     * @return the value
     */
    public FlagValue value() {
        return value;
    }

    /**
     * Returns whether the answer is the same for all users until the value changes.
     *
     * @return false if the answer depends on the user, on the time or on another flag
     */
    public boolean isConstant() {
        return steps[0].isConstant();
    }

    /**
     * Returns whether the flag is on.
     *
     * @param contextProvider provider of the evaluation context; called at most once, and only if the answer depends on
     *     the user
     * @return whether the flag is on
     * @throws RuntimeException if the provider throws; it is propagated unchanged
     */
    public boolean isEnabled(EvaluationContextProvider contextProvider) {
        return Verdict.isOn((int) decide(contextProvider));
    }

    /**
     * Evaluates the flag and returns the answer with its reason.
     *
     * @param source source of the value
     * @param contextProvider provider of the evaluation context; called at most once, and only if the answer depends on
     *     the user
     * @return the answer
     * @throws RuntimeException if the provider throws; it is propagated unchanged
     */
    public Evaluation evaluate(Source source, EvaluationContextProvider contextProvider) {
        long decided = decide(contextProvider);
        return answer(source, steps[(int) (decided >>> Integer.SIZE)], (int) decided);
    }

    private Evaluation answer(Source source, Step step, int verdict) {
        if (Verdict.isUserMissing(verdict)) {
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
     * Returns whether the percentage of the value decides by the position of the user: no other step does, and there is a
     * user. Such users are drawn by lot.
     *
     * @param context evaluation context
     * @return whether the user is drawn; false if the percentage is 0 or 100
     */
    public boolean isDrawn(EvaluationContext context) {
        int last = steps.length - 1;
        if (!((PercentageStep) steps[last]).canDraw(context)) {
            return false;
        }
        EvaluationContextProvider provider =
                last == 0 || value.requires().isEmpty() ? context : new RequirementChain(flag, context);
        for (int i = 0; i < last; i++) {
            if (steps[i].decide(provider, context) != Verdict.PASS) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the slot of a drawn user: the first 14 bits of the digest behind the bucket. Few users share a slot, and a slot
     * does not reveal its users.
     *
     * @param context evaluation context of a user who {@link #isDrawn is drawn}
     * @return the slot, 0 to 16,383
     */
    public int slot(EvaluationContext context) {
        return ((PercentageStep) steps[steps.length - 1]).slot(context);
    }

    /**
     * Explains the answer with every step of the order of decision.
     *
     * @param source source of the value
     * @param text the value as in the store
     * @param context evaluation context
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
        RolloutPlan plan = value.rollout();
        if (plan != null) {
            explained.add(new ExplainedStep("rollout", StepOutcome.PASSED, plan.inWords(value.percentage())));
        }
        return Explanation.of(answer(source, deciding, verdict), deciding.rule(), text, explained);
    }

    /**
     * Returns the index of the step that decided, in the upper half, and its verdict. All earlier steps have passed.
     */
    private long decide(EvaluationContextProvider contextProvider) {
        EvaluationContextProvider provider =
                value.requires().isEmpty() ? contextProvider : new RequirementChain(flag, contextProvider);
        EvaluationContext context = EvaluationContext.anonymous();
        for (int i = 0; i < steps.length; i++) {
            if (i == firstUserStep) {
                context = Objects.requireNonNull(provider.currentContext(), "The context of a flag must not be null");
            }
            int verdict = steps[i].decide(provider, context);
            if (verdict != Verdict.PASS) {
                return ((long) i << Integer.SIZE) | verdict;
            }
        }
        throw new IllegalStateException("The last step must decide");
    }
}
