package io.featureflags;

/**
 * One step of an {@link Explanation}.
 *
 * @param step name of the step, which is a field of the value: {@code enabled}, {@code window}, {@code requires},
 *     {@code excluded}, {@code users}, {@code rule 1}, {@code percentage}, {@code variant}, {@code rollout}; or a source of the value: {@code value},
 *     {@code application.yml}, {@code annotation}
 * @param verdict outcome of the step
 * @param detail reason of the outcome, to be read by people; empty if the step was not reached. Safe in a log line
 */
public record ExplainedStep(String step, StepOutcome verdict, String detail) {

    /**
     * Creates a step that decided.
     *
     * @param step name of the step
     * @param enabled whether the flag is on
     * @param detail reason of the outcome
     * @return a step with the outcome {@link StepOutcome#ON} or {@link StepOutcome#OFF}
     */
    public static ExplainedStep decided(String step, boolean enabled, String detail) {
        return new ExplainedStep(step, enabled ? StepOutcome.ON : StepOutcome.OFF, detail);
    }
}
