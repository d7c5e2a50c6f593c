package io.featureflags;

/** Kind of actor that changed a flag. */
public enum ChangeSource {

    /** A person, through the endpoint or a console of this library. */
    MANUAL,

    /** Code: a window that opens or closes, a rollout, or an application through {@link FeatureFlagAdmin}. */
    AUTOMATED,

    /** A person or program that changed the store directly: redis-cli, a script, another service. */
    EXTERNAL
}
