package io.featureflags;

/** Cause of a failed evaluation. The constants are those of the OpenFeature specification. */
public enum ErrorCode {

    /** The value of the flag cannot be parsed. */
    PARSE_ERROR,

    /** A percentage or the weights of variants decide, and the context has no targeting key. */
    TARGETING_KEY_MISSING,

    /** The flag is unknown: neither Redis nor {@code application.yml} nor the code has it. */
    FLAG_NOT_FOUND,

    /** No context is available: the {@code user} expression or the {@link EvaluationContextProvider} failed. */
    INVALID_CONTEXT,

    /** The value of the flag is not of the type that the caller asked for. */
    TYPE_MISMATCH,

    /** Any other failure. */
    GENERAL
}
