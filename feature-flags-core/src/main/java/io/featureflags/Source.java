package io.featureflags;

/** Which rung of the ladder answered: a flag's value is looked for from the first to the last. */
public enum Source {

    /** The value in Redis, which was there at the last reading. */
    REDIS,

    /** The value that Redis had when it could last be read. */
    LAST_KNOWN,

    /** {@code application.yml}: {@code feature-flags.flags.<name>.enabled}. */
    CONFIGURATION,

    /** {@link FeatureToggle#enabledByDefault()}. */
    ANNOTATION,

    /** Nothing: the flag is off. */
    NONE
}
