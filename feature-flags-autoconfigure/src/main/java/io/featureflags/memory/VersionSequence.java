package io.featureflags.memory;

/**
 * Generates versions like those of Redis: a time and a number. Each is greater than the one before, even if the clock
 * is set back.
 */
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
