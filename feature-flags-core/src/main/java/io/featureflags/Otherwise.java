package io.featureflags;

/** Behavior of a call to a toggled method whose flag is off and that has no legacy code. */
public enum Otherwise {

    /** The call throws a {@link FeatureDisabledException}. */
    THROW,

    /**
     * The call is skipped and returns the empty result of its return type: null for void and references, zero, false,
     * an empty {@code Optional}, collection, map, array, stream or publisher, or a future completed with null. Intended
     * for listeners and scheduled methods.
     */
    SKIP
}
