package io.featureflags;

/** Reason of an answer. The constants are those of the OpenFeature specification. */
public enum Reason {

    /** The value is {@code true}, or its percentage is 0 or 100: the same answer for all users. */
    STATIC,

    /** The flag is switched off, outside its window, or requires a flag that is off. */
    DISABLED,

    /**
     * The user is listed in {@code users}, in those of a variant or in {@code excluded}, or a rule matches whose percentage is
     * 0 or 100.
     */
    TARGETING_MATCH,

    /** A partial percentage decided, of the flag or of a rule, or the weights of variants. */
    SPLIT,

    /** The store has no value: {@code application.yml} or the annotation decided, or else the flag is off. */
    DEFAULT,

    /** The evaluation failed and the flag is off; see {@link Evaluation#errorCode()}. */
    ERROR
}
