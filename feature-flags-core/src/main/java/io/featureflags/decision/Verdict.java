package io.featureflags.decision;

/**
 * Result of a {@link Step}, encoded as an int so that a call does not allocate. It holds whether the step decides,
 * whether the flag is on, and a number with a meaning of the step's own.
 */
final class Verdict {

    /** The step does not decide; the next one is evaluated. */
    static final int PASS = 0;

    private static final int ON_BIT = 1;

    private static final int DECIDED_BIT = 2;

    private static final int NO_USER_BIT = 4;

    /** Off. */
    static final int OFF = DECIDED_BIT;

    /** On. */
    static final int ON = DECIDED_BIT | ON_BIT;

    /** Off, because a partial percentage needs a user and the context has none. */
    static final int NO_USER = DECIDED_BIT | NO_USER_BIT;

    private static final int NUMBER_SHIFT = 3;

    private Verdict() {}

    /** Returns a deciding verdict with a number, from 0 to some hundred million. */
    static int withNumber(boolean on, int number) {
        return ((number + 1) << NUMBER_SHIFT) | (on ? ON : OFF);
    }

    static boolean isOn(int verdict) {
        return (verdict & ON_BIT) != 0;
    }

    static boolean isUserMissing(int verdict) {
        return (verdict & NO_USER_BIT) != 0;
    }

    /** Returns the number; -1 if there is none. */
    static int number(int verdict) {
        return (verdict >> NUMBER_SHIFT) - 1;
    }
}
