package io.featureflags;

/** What a step of an {@link Explanation} has come to. */
public enum StepOutcome {

    /** It did not decide: the next step was asked. */
    PASSED,

    /** It decided: the flag is on. */
    ON,

    /** It decided: the flag is off. */
    OFF,

    /** A step before it had decided. */
    NOT_REACHED
}
