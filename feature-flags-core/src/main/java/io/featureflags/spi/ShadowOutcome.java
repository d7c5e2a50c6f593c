package io.featureflags.spi;

/** How a shadow run has ended. */
public enum ShadowOutcome {

    /** Both results are the same. */
    SAME,

    /** The results differ, or both branches failed with exceptions of different classes. */
    DIFFERENT,

    /** Only the new code failed. */
    NEW_FAILED,

    /** Only the legacy code failed. */
    LEGACY_FAILED,

    /** Both branches failed with exceptions of the same class. */
    BOTH_FAILED,

    /** The new code did not run, since too many runs were waiting. */
    DROPPED,

    /** The new code did not end in time, and was interrupted. */
    TIMED_OUT
}
