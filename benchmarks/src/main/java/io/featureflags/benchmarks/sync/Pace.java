package io.featureflags.benchmarks.sync;

import java.util.Random;

/**
 * The pauses between changes, and the interval of watching them.
 *
 * @param warmUp the number of changes at first, which are not counted
 * @param changes the number of changes that are counted
 * @param shortestMicros shortest pause before a change, in microseconds
 * @param longestMicros longest pause before a change, in microseconds
 * @param watchEveryMicros pause of the watching thread between two checks, in microseconds; zero for none
 */
record Pace(int warmUp, int changes, int shortestMicros, int longestMicros, int watchEveryMicros) {

    /** Changes a few milliseconds apart, watched without a pause, because tracking notifies at once. */
    static Pace tracking(Options options) {
        return new Pace(options.quick() ? 5 : 300, options.quick() ? 20 : 1_000, 2_000, 9_000, 0);
    }

    /**
     * Changes at any moment between two readings. The watching thread pauses: its tenth of a millisecond does not matter
     * within a second, whereas a spinning thread would take a core from the measured code.
     */
    static Pace polling(Options options) {
        return new Pace(1, options.quick() ? 3 : 30, 0, options.pollMillis() * 1_000, 100);
    }

    long pauseNanos(Random random) {
        return 1_000L * random.nextInt(shortestMicros, longestMicros + 1);
    }
}
