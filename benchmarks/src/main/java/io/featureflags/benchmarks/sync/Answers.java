package io.featureflags.benchmarks.sync;

/** Checks answers of contenders: with a wrong answer, figures have no meaning. */
final class Answers {

    private Answers() {}

    static void requireOn(boolean answer) {
        if (!answer) {
            throw new IllegalStateException("A flag that is on was off");
        }
    }
}
