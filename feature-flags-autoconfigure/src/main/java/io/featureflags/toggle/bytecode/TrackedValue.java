package io.featureflags.toggle.bytecode;

/** What is known of a value, while byte code is followed. */
sealed interface TrackedValue {

    /** Values that need no more than their kind. */
    enum Plain implements TrackedValue {

        /** Any value that does not matter. */
        OTHER,

        /** The object itself: {@code this}. */
        SELF
    }

    /**
     * A lambda.
     *
     * @param body name and descriptor of the method that holds its code
     */
    record Lambda(String body) implements TrackedValue {}

    /**
     * A method reference to a toggled method of the object itself.
     *
     * @param call the call that it stands for
     */
    record Reference(SelfCall call) implements TrackedValue {}
}
