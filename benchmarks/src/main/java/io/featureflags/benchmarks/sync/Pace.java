package io.featureflags.benchmarks.sync;

import java.util.Random;

/**
 * How fast changes follow each other, and how closely they are watched.
 *
 * @param warmUp how many changes come first that are not counted
 * @param changes how many are counted
 * @param shortestMicros shortest pause before a change
 * @param longestMicros longest pause before a change
 * @param watchEveryMicros how long the watching thread rests between two looks; zero for not at all
 */
record Pace(int warmUp, int changes, int shortestMicros, int longestMicros, int watchEveryMicros) {

    /** Changes a few milliseconds apart, watched without rest: they are seen at once. */
    static Pace tracking(Options options) {
        return new Pace(options.quick() ? 5 : 300, options.quick() ? 20 : 1_000, 2_000, 9_000, 0);
    }

    /**
     * Changes at any moment between two readings. The watching thread pauses: in a second, its tenth of a millisecond does
     * not matter, whereas a spinning core is missing in the measured code.
     */
    static Pace polling(Options options) {
        return new Pace(1, options.quick() ? 3 : 30, 0, options.pollMillis() * 1_000, 100);
    }

    long pauseNanos(Random random) {
        return 1_000L * random.nextInt(shortestMicros, longestMicros + 1);
    }
}
