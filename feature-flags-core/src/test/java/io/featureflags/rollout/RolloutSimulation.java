package io.featureflags.rollout;

import java.util.Arrays;
import java.util.Random;

/**
 * Simulates rollouts of the steps 1, 5, 25 and 50 %, of 300 seconds each, with a look at the evidence in each second. Each call
 * is that of another user. Nothing of the product is involved but {@link RolloutEvidence}.
 *
 * @param rate calls in a second
 * @param legacyFails share of the users who fail with the legacy code
 * @param newFails share of the users who fail with the new code
 * @param outage factor by which both paths fail more in the seconds 100 to 160 of each step; 1 for none
 * @param retries calls of a failing user after the first
 */
record RolloutSimulation(int rate, double legacyFails, double newFails, double outage, int retries) {

    static final double[] STEPS = {.01, .05, .25, .5};

    static final int SECONDS = 300;

    static final double LOG_LIMIT = Math.log(200);

    static RolloutSimulation ofGood(int rate, double fails) {
        return new RolloutSimulation(rate, fails, fails, 1, 0);
    }

    static RolloutSimulation ofBad(int rate, double legacyFails, double newFails) {
        return new RolloutSimulation(rate, legacyFails, newFails, 1, 0);
    }

    /** Runs one rollout; returns the failing users with the new code when it is taken back, and -1 if it is not. */
    int run(Random random) {
        int steps = STEPS.length;
        long[] newFailed = new long[steps];
        long[] legacyFailed = new long[steps];
        int all = 0;
        for (int step = 0; step < steps; step++) {
            long newCalls = 0;
            long legacyCalls = 0;
            for (int second = 0; second < SECONDS; second++) {
                double factor = second >= 100 && second < 160 ? outage : 1;
                int drawn = binomial(random, rate, STEPS[step]);
                int failing = binomial(random, drawn, Math.min(1, newFails * factor));
                int failingLegacy = binomial(random, rate - drawn, Math.min(1, legacyFails * factor));
                newCalls += drawn + (long) failing * retries;
                legacyCalls += rate - drawn + (long) failingLegacy * retries;
                newFailed[step] += failing;
                legacyFailed[step] += failingLegacy;
                all += failing;
                double share = Math.max(STEPS[step], (double) newCalls / (newCalls + legacyCalls));
                // Without another failing user of the new code, the evidence does not grow.
                if (failing > 0 && logE(step + 1, share, newFailed, legacyFailed) >= LOG_LIMIT) {
                    return all;
                }
            }
        }
        return -1;
    }

    private static double logE(int steps, double share, long[] newFailed, long[] legacyFailed) {
        double[] shares = Arrays.copyOf(STEPS, steps);
        shares[steps - 1] = share;
        return RolloutEvidence.logE(
                STEPS.length, shares, Arrays.copyOf(newFailed, steps), Arrays.copyOf(legacyFailed, steps));
    }

    /** Returns a binomial number, by the gaps between successes: fast for a small chance. */
    static int binomial(Random random, int trials, double chance) {
        if (chance <= 0 || trials == 0) {
            return 0;
        }
        if (chance >= 1) {
            return trials;
        }
        if (chance > .5) {
            return trials - binomial(random, trials, 1 - chance);
        }
        double logMiss = Math.log1p(-chance);
        int successes = 0;
        long at = 0;
        while (true) {
            at += 1 + (long) Math.floor(Math.log(1 - random.nextDouble()) / logMiss);
            if (at > trials) {
                return successes;
            }
            successes++;
        }
    }
}
