package io.featureflags.rollout;

/**
 * The evidence E that the new code fails more users than the legacy code. Users are drawn into the new code by lot, so that
 * without a difference each failing user has the new code with the probability of the step.
 *
 * <p>Step {@code j} has the share {@code p}, {@code a} failing users with the new code and {@code b} with the legacy code.
 * There are {@code J} steps below 100, and {@code s} is the present one:
 *
 * <pre>
 * L(r, j) = a·ln r − (a + b)·ln(1 + p·(r − 1))
 * E = 1/(3J) · Σ over r in {2, 5, 20} · Σ over i = 1..s · exp(L(r, i) + … + L(r, s))
 * </pre>
 *
 * <p>Each summand compares "the new code fails r times as many users since step i" with "no difference". It is a nonnegative
 * martingale if the new code is no worse, so that E may be looked at any time: E reaches a limit c in less than 1 of c
 * rollouts of good code. Sources: Ville 1939; Lindon and Malek, NeurIPS 2022, arXiv 2011.03567; Ramdas et al., arXiv
 * 2210.01948.
 */
public final class RolloutEvidence {

    /** Alternatives: how many times as many users the new code fails. */
    private static final int[] RATIOS = {2, 5, 20};

    private RolloutEvidence() {}

    /**
     * Returns ln E. All arrays have one entry per step, from the first to the present one, and have the same length.
     *
     * @param stepsBelow100 number of steps of the plan below 100, at least 1
     * @param shares share of the calls with the new code, 0 to 1
     * @param newFailed failing users with the new code, 0 or more
     * @param legacyFailed failing users with the legacy code, 0 or more
     * @return ln E, a finite number for counts up to 10^12; without any failure, ln(s/J)
     * @throws IllegalArgumentException if the lengths differ or are 0, or if a number is out of range
     */
    public static double logE(int stepsBelow100, double[] shares, long[] newFailed, long[] legacyFailed) {
        int steps = shares.length;
        if (steps == 0 || newFailed.length != steps || legacyFailed.length != steps) {
            throw new IllegalArgumentException("The arrays must have one entry per step, and the same length");
        }
        if (stepsBelow100 < 1) {
            throw new IllegalArgumentException("'stepsBelow100' must be at least 1, not " + stepsBelow100);
        }
        double[] terms = new double[RATIOS.length * steps];
        int count = 0;
        for (int ratio : RATIOS) {
            double sum = 0;
            for (int step = steps - 1; step >= 0; step--) {
                sum += logLikelihoodRatio(ratio, shares[step], newFailed[step], legacyFailed[step]);
                terms[count++] = sum;
            }
        }
        return logOfSum(terms) - Math.log((double) RATIOS.length * stepsBelow100);
    }

    private static double logLikelihoodRatio(int ratio, double share, long newFailed, long legacyFailed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share must be from 0 to 1, not " + share);
        }
        if (newFailed < 0 || legacyFailed < 0) {
            throw new IllegalArgumentException("A count must not be negative");
        }
        double all = (double) newFailed + legacyFailed;
        return newFailed * Math.log(ratio) - all * Math.log1p(share * (ratio - 1));
    }

    /** Adds numbers given by their logarithms. The largest one is taken out first, so that none overflows. */
    private static double logOfSum(double[] terms) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double term : terms) {
            largest = Math.max(largest, term);
        }
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - largest);
        }
        return largest + Math.log(sum);
    }
}
