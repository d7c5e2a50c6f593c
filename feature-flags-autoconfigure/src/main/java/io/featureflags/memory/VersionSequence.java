package io.featureflags.memory;

/** Versions as Redis makes them: a time and a number, each greater than the one before whatever the clock does. */
final class VersionSequence {

    private long millis;

    private long number;

    String next(long now) {
        if (now > millis) {
            millis = now;
            number = 0;
        } else {
            number++;
        }
        return millis + "-" + number;
    }
}
