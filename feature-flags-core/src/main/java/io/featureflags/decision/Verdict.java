package io.featureflags.decision;

/**
 * What a {@link Step} says, as an int, so that a call allocates nothing: whether it decides, whether the flag is on, and a
 * number that the step gives and understands.
 */
final class Verdict {

    /** The step does not decide: the next one is asked. */
    static final int PASS = 0;

    private static final int ON_BIT = 1;

    private static final int DECIDED_BIT = 2;

    private static final int NOBODY_BIT = 4;

    /** Off. */
    static final int OFF = DECIDED_BIT;

    /** On. */
    static final int ON = DECIDED_BIT | ON_BIT;

    /** Off, because only a share of the users gets the feature, and nobody is asking. */
    static final int NOBODY = DECIDED_BIT | NOBODY_BIT;

    private static final int NUMBER_SHIFT = 3;

    private Verdict() {}

    /** A verdict with a number of the step, from 0 to some hundred million. */
    static int withNumber(boolean on, int number) {
        return ((number + 1) << NUMBER_SHIFT) | (on ? ON : OFF);
    }

    static boolean isOn(int verdict) {
        return (verdict & ON_BIT) != 0;
    }

    static boolean isNobody(int verdict) {
        return (verdict & NOBODY_BIT) != 0;
    }

    /** The step's number; -1 if it gave none. */
    static int number(int verdict) {
        return (verdict >> NUMBER_SHIFT) - 1;
    }
}
