package io.featureflags;

/** Why a flag answered as it did, in the words of OpenFeature. */
public enum Reason {

    /** On or off for everybody, by {@code true} or by a percentage of 0 or 100. */
    STATIC,

    /** Off for everybody, because the flag is switched off. */
    DISABLED,

    /** The user is listed, as one who gets the feature or as one who does not. */
    TARGETING_MATCH,

    /** By the user's share of a partial percentage. */
    SPLIT,

    /** Redis has no value: {@code application.yml}, the annotation, or nothing decided. */
    DEFAULT,

    /** Off, because the flag could not be decided; {@link Evaluation#errorCode()} says why. */
    ERROR
}
