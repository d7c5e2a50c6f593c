package io.featureflags;

/** Outcome of a step of an {@link Explanation}. */
public enum StepOutcome {

    /** The step did not decide; the next one was evaluated. */
    PASSED,

    /** The step decided: the flag is on. */
    ON,

    /** The step decided: the flag is off. */
    OFF,

    /** An earlier step had decided. */
    NOT_REACHED
}
