package io.featureflags;

/** What kept a flag from being decided, in the words of OpenFeature. */
public enum ErrorCode {

    /** The flag's value is nothing that we understand. */
    PARSE_ERROR,

    /** The flag is on for a share of the users, and nobody is asking. */
    TARGETING_KEY_MISSING,

    /** Neither Redis nor {@code application.yml} nor the code knows the flag. */
    FLAG_NOT_FOUND,

    /** Who is asking could not be found out: the {@code user} expression or the {@link EvaluationContextProvider} failed. */
    INVALID_CONTEXT,

    /** Anything else. */
    GENERAL
}
