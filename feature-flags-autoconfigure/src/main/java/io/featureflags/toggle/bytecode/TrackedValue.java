package io.featureflags.toggle.bytecode;

/** A value on the operand stack, as far as the search for calls on {@code this} tracks it. */
sealed interface TrackedValue {

    /** Values without further data. */
    enum Plain implements TrackedValue {

        /** Any value that is not tracked. */
        OTHER,

        /** The object itself: {@code this}. */
        SELF
    }

    /**
     * A lambda.
     *
     * @param body name and descriptor of the method with its code
     */
    record Lambda(String body) implements TrackedValue {}

    /**
     * A method reference to a toggled method of the object itself.
     *
     * @param call the call that it represents
     */
    record Reference(SelfCall call) implements TrackedValue {}
}
