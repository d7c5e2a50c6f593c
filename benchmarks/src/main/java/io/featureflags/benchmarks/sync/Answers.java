package io.featureflags.benchmarks.sync;

/** What a contender answers must be right, or its figures mean nothing. */
final class Asked {

    private Asked() {}

    static void isOn(boolean answer) {
        if (!answer) {
            throw new IllegalStateException("A flag that is on was off");
        }
    }
}
