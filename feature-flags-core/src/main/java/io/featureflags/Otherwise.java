package io.featureflags;

/** What a call of a toggled method does while its flag is off and no legacy code is named. */
public enum Otherwise {

    /** The caller gets a {@link FeatureDisabledException}. */
    THROW,

    /**
     * Nothing happens, and the caller gets what "nothing" is for the return type: null for void and references, zero,
     * false, an empty {@code Optional}, collection, map, array, stream or publisher, a future completed with null. Meant
     * for listeners and scheduled methods.
     */
    SKIP
}
