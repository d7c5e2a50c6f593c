package io.featureflags;

/**
 * One step of an {@link Explanation}.
 *
 * @param step what it asks for, in the words of the value: {@code enabled}, {@code window}, {@code requires},
 *     {@code excluded}, {@code users}, {@code rule 1}, {@code percentage}; or where an answer was looked for:
 *     {@code value}, {@code application.yml}, {@code annotation}
 * @param verdict what it has come to
 * @param detail why, for people; empty where it was not reached. Holds nothing that could break a line of a log
 */
public record ExplainedStep(String step, StepOutcome verdict, String detail) {

    public static ExplainedStep decided(String step, boolean enabled, String detail) {
        return new ExplainedStep(step, enabled ? StepOutcome.ON : StepOutcome.OFF, detail);
    }
}
