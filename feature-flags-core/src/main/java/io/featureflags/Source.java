package io.featureflags;

/** Source of an answer. The sources are tried from the first to the last. */
public enum Source {

    /** The value in Redis, as of the last reading. */
    REDIS,

    /** The last known value: Redis cannot be read at present. */
    LAST_KNOWN,

    /** The property {@code feature-flags.flags.<name>.enabled}, as set in {@code application.yml}. */
    CONFIGURATION,

    /** The attribute {@link FeatureToggle#enabledByDefault()}. */
    ANNOTATION,

    /** No source: the flag is off. */
    NONE
}
