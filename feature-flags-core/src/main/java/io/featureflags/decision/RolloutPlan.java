package io.featureflags.decision;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plan of a guarded rollout: the percentages that a flag goes through, and when it advances or is taken back. The step
 * is the percentage of the value itself, so that there is no second state. Immutable.
 *
 * @param steps 1 to 20 rising percentages above 0
 * @param every least time of a step, at least ten seconds; the default is ten minutes
 * @param calls least number of calls of the new code, and of the legacy code, in a step; the default is 300: none failed of
 *     300 means that under 1 % fail, with a confidence of 95 %
 * @param slower how many times slower the new code may be, 1 to 100; null if its latency is not judged; the default is 1.5
 * @param warmup first calls of each path in each instance that are not timed; the default is 200
 * @param backToPrevious whether a failure leads to the step before, paused; the default is false: to 0
 * @param paused whether the plan takes back but does not advance; the default is false
 */
public record RolloutPlan(
        List<Percentage> steps,
        Duration every,
        long calls,
        @Nullable Double slower,
        long warmup,
        boolean backToPrevious,
        boolean paused) {

    /** Maximum number of steps. */
    public static final int MAX_STEPS = 20;

    /**
     * Copies the steps.
     *
     * @throws IllegalArgumentException if there are no or too many steps, or if they do not rise
     */
    public RolloutPlan {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw new IllegalArgumentException("'steps' must have 1 to " + MAX_STEPS + " percentages");
        }
        int last = 0;
        for (Percentage step : steps) {
            if (step.thousandths() <= last) {
                throw new IllegalArgumentException("'steps' must be rising percentages above 0");
            }
            last = step.thousandths();
        }
    }

    /**
     * Returns whether the plan runs at a percentage: whether it is one of the steps, and below 100.
     *
     * @param percentage percentage of the flag's value
     * @return whether the two paths are compared
     */
    public boolean runsAt(Percentage percentage) {
        return percentage.thousandths() < Percentage.ALL.thousandths() && steps.contains(percentage);
    }

    /**
     * Returns the number of steps below 100, in which the two paths can be compared.
     *
     * @return the number, 0 to {@value #MAX_STEPS}
     */
    public int stepsBelowAll() {
        return steps.get(steps.size() - 1).equals(Percentage.ALL) ? steps.size() - 1 : steps.size();
    }

    /**
     * Returns the step after a percentage.
     *
     * @param percentage one of the steps
     * @return the next step; null after the last one
     */
    public @Nullable Percentage after(Percentage percentage) {
        int next = steps.indexOf(percentage) + 1;
        return next < steps.size() ? steps.get(next) : null;
    }

    /**
     * Returns the percentage to which a failure leads.
     *
     * @param percentage one of the steps
     * @return 0, or the step before if the plan goes back to that; 0 from the first step
     */
    public Percentage backFrom(Percentage percentage) {
        int index = steps.indexOf(percentage);
        return backToPrevious && index > 0 ? steps.get(index - 1) : Percentage.NONE;
    }

    /**
     * Puts the plan into words.
     *
     * @param percentage percentage of the flag's value
     * @return one line, such as {@code step 5% of 1%, 5%, 100%}
     */
    public String inWords(Percentage percentage) {
        String all = steps.stream().map(Percentage::toString).collect(Collectors.joining(", "));
        if (runsAt(percentage)) {
            return "step " + percentage + " of " + all;
        }
        return (percentage.equals(Percentage.ALL) ? "done at " : "does not run at ") + percentage + ", steps " + all;
    }
}
