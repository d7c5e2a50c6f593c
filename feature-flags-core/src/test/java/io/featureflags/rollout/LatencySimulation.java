package io.featureflags.rollout;

import java.util.Arrays;
import java.util.Random;

/**
 * Simulates the latency of a rollout: log-normal durations of a sigma of 0.5, of which each fourth is timed after the warm-up.
 * The ruler is the 90th percentile of the first 100 timed calls of the legacy code, in buckets of four to a doubling.
 *
 * @param rate calls in a second
 * @param slower factor of the new code's durations when it is warm
 * @param slowerAtFirst factor of its first call, which falls to that of a warm one over 200 calls
 * @param warmup first calls of each path that are not timed
 */
record LatencySimulation(int rate, double slower, double slowerAtFirst, int warmup) {

    private static final double SIGMA = .5;

    private static final double MILLISECOND = 1e6;

    /** Runs one rollout; returns the slow calls of the new code when it is taken back, and -1 if it is not. */
    int run(Random random) {
        int steps = RolloutSimulation.STEPS.length;
        long[] newSlow = new long[steps];
        long[] legacySlow = new long[steps];
        double[] first = new double[100];
        int timedLegacy = 0;
        double ruler = 0;
        long legacyCalls = 0;
        long newCalls = 0;
        int slowCalls = 0;
        for (int step = 0; step < steps; step++) {
            for (int call = 0; call < rate * RolloutSimulation.SECONDS; call++) {
                boolean isNew = random.nextDouble() < RolloutSimulation.STEPS[step];
                long number = isNew ? newCalls++ : legacyCalls++;
                double factor = isNew ? slower + (slowerAtFirst - slower) * Math.max(0, 1 - number / 200.0) : 1;
                double duration = 20 * MILLISECOND * factor * Math.exp(SIGMA * random.nextGaussian());
                boolean timed = number >= warmup && number % 4 == 0;
                if (!isNew && timed && timedLegacy < first.length) {
                    first[timedLegacy++] = duration;
                    ruler = timedLegacy == first.length ? ruler(first) : 0;
                }
                boolean slow = ruler > 0 && duration > (isNew ? 1.5 * ruler : ruler);
                slowCalls += slow && isNew ? 1 : 0;
                if (slow && timed) {
                    (isNew ? newSlow : legacySlow)[step]++;
                    if (isNew
                            && RolloutEvidence.logE(
                                            steps,
                                            Arrays.copyOf(RolloutSimulation.STEPS, step + 1),
                                            Arrays.copyOf(newSlow, step + 1),
                                            Arrays.copyOf(legacySlow, step + 1))
                                    >= RolloutSimulation.LOG_LIMIT) {
                        return slowCalls;
                    }
                }
            }
        }
        return -1;
    }

    private static double ruler(double[] durations) {
        double[] sorted = durations.clone();
        Arrays.sort(sorted);
        double bucket = Math.floor(4 * Math.log(sorted[89]) / Math.log(2));
        return Math.pow(2, (bucket + 1) / 4);
    }
}
