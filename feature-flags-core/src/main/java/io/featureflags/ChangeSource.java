package io.featureflags;

/** Who or what has changed a flag. */
public enum ChangeSource {

    /** A person, by the endpoint or a console of this library. */
    MANUAL,

    /** Code: a window that opens or closes, a rollout, or an application by its own decision. */
    AUTOMATED,

    /** Somebody or something that went straight to the store: redis-cli, a script, another service. */
    EXTERNAL
}
