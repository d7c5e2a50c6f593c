package io.featureflags;

/** Why a flag answered as it did, in the words of OpenFeature. */
public enum Reason {

    /** On or off for everybody, by {@code true} or by a percentage of 0 or 100. */
    STATIC,

    /** Off, because the flag is switched off, outside its window, or requires a flag that is off. */
    DISABLED,

    /** The user is listed, as one who gets the feature or as one who does not, or a rule matches that is for all or none. */
    TARGETING_MATCH,

    /** By a partial percentage, that of the flag or that of a rule. */
    SPLIT,

    /** Redis has no value: {@code application.yml}, the annotation, or nothing decided. */
    DEFAULT,

    /** Off, because the flag could not be decided; {@link Evaluation#errorCode()} says why. */
    ERROR
}
