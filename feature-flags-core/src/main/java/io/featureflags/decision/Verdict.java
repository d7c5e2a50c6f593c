package io.featureflags.decision;

/**
 * Result of a {@link Step}, encoded as a long so that a call does not allocate. It holds whether the step decides,
 * whether the flag is on, and a number with a meaning of the step's own.
 */
final class Verdict {

    /** The step does not decide; the next one is evaluated. */
    static final long PASS = 0;

    private static final long ON_BIT = 1;

    private static final long DECIDED_BIT = 2;

    private static final long NO_USER_BIT = 4;

    /** Off. */
    static final long OFF = DECIDED_BIT;

    /** On. */
    static final long ON = DECIDED_BIT | ON_BIT;

    /** Off, because a partial percentage needs a user and the context has none. */
    static final long NO_USER = DECIDED_BIT | NO_USER_BIT;

    private static final int NUMBER_SHIFT = 3;

    private Verdict() {}

    /** Returns a deciding verdict with a number, from 0 to 2^34. */
    static long withNumber(boolean on, long number) {
        return ((number + 1) << NUMBER_SHIFT) | (on ? ON : OFF);
    }

    static boolean isOn(long verdict) {
        return (verdict & ON_BIT) != 0;
    }

    static boolean isUserMissing(long verdict) {
        return (verdict & NO_USER_BIT) != 0;
    }

    /** Returns the number; -1 if there is none. */
    static long number(long verdict) {
        return (verdict >> NUMBER_SHIFT) - 1;
    }
}
