package io.featureflags.decision;

import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.ExplainedStep;
import io.featureflags.Flag;
import io.featureflags.StepOutcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The steps of a value, in the order of decision. The result of an evaluation is a long, so that it does not allocate: the
 * index of the step that decided, and its {@link Verdict} in the lower bits.
 */
final class DecisionSteps {

    private static final int VERDICT_BITS = 40;

    private static final long VERDICT = (1L << VERDICT_BITS) - 1;

    private final List<Step> all;

    private final Step[] given;

    /** Index of the first step that depends on the user. */
    private final int firstUserStep;

    DecisionSteps(FlagValue value, Rollout rollout, Function<String, Flag> flags, Clock clock) {
        this.all = List.copyOf(all(value, rollout, flags, clock));
        this.given = all.stream().filter(Step::isGiven).toArray(Step[]::new);
        int first = 0;
        while (first < given.length && !given[first].dependsOnUser()) {
            first++;
        }
        this.firstUserStep = first;
    }

    private static List<Step> all(FlagValue value, Rollout rollout, Function<String, Flag> flags, Clock clock) {
        List<Step> all = new ArrayList<>();
        all.add(new EnabledStep(value.enabled()));
        all.add(new WindowStep(value.window(), clock));
        all.add(new RequiresStep(value.requires(), flags));
        all.add(ListStep.excluded(value.excluded()));
        all.add(ListStep.users(value.users()));
        int number = 0;
        for (Rule rule : value.rules()) {
            all.add(new RuleStep(rule, ++number, rollout, value.variants()));
        }
        all.add(new PercentageStep(value.percentage(), rollout));
        return all;
    }

    /** Describes each step of the order of decision, also those that the value does not have. */
    List<ExplainedStep> explain(long decided, EvaluationContext context) {
        Step deciding = deciding(decided);
        long verdict = verdict(decided);
        List<ExplainedStep> explained = new ArrayList<>();
        boolean reached = true;
        for (Step step : all) {
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
        return explained;
    }

    /** Returns whether the flag is on, or off, for all users until the value changes. */
    boolean areConstant() {
        return given[0].isConstant();
    }

    /** Returns the step that decided. */
    Step deciding(long decided) {
        return given[(int) (decided >>> VERDICT_BITS)];
    }

    /** Returns the verdict of the step that decided. */
    static long verdict(long decided) {
        return decided & VERDICT;
    }

    /**
     * Evaluates the steps that do not depend on the user.
     *
     * @return the result; {@link Verdict#PASS} if none of them decided
     */
    long decideWithoutUser(EvaluationContextProvider provider) {
        for (int i = 0; i < firstUserStep; i++) {
            long verdict = given[i].decide(provider, EvaluationContext.anonymous());
            if (verdict != Verdict.PASS) {
                return ((long) i << VERDICT_BITS) | verdict;
            }
        }
        return Verdict.PASS;
    }

    /** Evaluates the other steps, after those without the user have passed. */
    long decideByUser(EvaluationContextProvider provider, EvaluationContext context) {
        for (int i = firstUserStep; i < given.length; i++) {
            long verdict = given[i].decide(provider, context);
            if (verdict != Verdict.PASS) {
                return ((long) i << VERDICT_BITS) | verdict;
            }
        }
        throw new IllegalStateException("The last step must decide");
    }

    /** Returns whether the percentage decides by the position of the user: all other steps pass, and there is a user. */
    boolean areDrawn(EvaluationContextProvider provider, EvaluationContext context) {
        if (!percentage().canDraw(context)) {
            return false;
        }
        for (int i = 0; i < given.length - 1; i++) {
            if (given[i].decide(provider, context) != Verdict.PASS) {
                return false;
            }
        }
        return true;
    }

    /** Returns the last step, which each value has. */
    PercentageStep percentage() {
        return (PercentageStep) given[given.length - 1];
    }
}
