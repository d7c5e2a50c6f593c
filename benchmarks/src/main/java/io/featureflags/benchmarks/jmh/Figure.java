package io.featureflags.benchmarks.jmh;

import java.util.Arrays;
import java.util.Locale;

/**
 * A measured value.
 *
 * @param value the mean; the median where {@link #median} made it
 * @param error half the width of its 99.9 % confidence interval; not a number where it is not known
 */
public record Figure(double value, double error) {

    private static final double CONFIDENCE = 0.999;

    /**
     * The median of samples, which a start or two that the machine held up do not move. Its error needs no assumption of how
     * the samples are spread: the interval is from one sample to another, so far apart that the median is between them with
     * that confidence. Fewer than eleven samples have no such interval.
     *
     * @param samples at least one
     * @return the median
     */
    public static Figure median(double... samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double median = (sorted[last / 2] + sorted[sorted.length / 2]) / 2;
        int outside = outside(sorted.length);
        double error = outside < 0 ? Double.NaN : Math.max(median - sorted[outside], sorted[last - outside] - median);
        return new Figure(median, error);
    }

    /** How many samples may lie outside of the interval at each end; negative if there is no such interval. */
    private static int outside(int samples) {
        double probability = Math.pow(0.5, samples); // That exactly so many samples are smaller than the median.
        double tail = 0;
        int smaller = 0;
        while (2 * (tail + probability) <= 1 - CONFIDENCE) {
            tail += probability;
            probability *= (double) (samples - smaller) / (smaller + 1);
            smaller++;
        }
        return smaller - 1;
    }

    /**
     * How many times the other value this one is; both errors count, as of values that vary by themselves.
     *
     * @param other the other
     * @return the ratio
     */
    public Figure per(Figure other) {
        double ratio = value / other.value;
        return new Figure(ratio, ratio * Math.hypot(error / value, other.error / other.value));
    }

    /** How much more than the other value this one is; both errors count. */
    Figure minus(Figure other) {
        return new Figure(value - other.value, Math.hypot(error, other.error));
    }

    /**
     * The same in another unit.
     *
     * @param factor how many of the other make one of this
     * @return value and error in the other unit
     */
    public Figure times(double factor) {
        return new Figure(value * factor, error * factor);
    }

    /** The mean in whole steps, of which a unit may have many. */
    double rounded(int stepsOfUnit) {
        return (double) Math.round(value * stepsOfUnit) / stepsOfUnit;
    }

    @Override
    public String toString() {
        return Double.isNaN(error)
                ? String.format(Locale.ROOT, "%.2f ± ?", value)
                : String.format(Locale.ROOT, "%.2f ± %.2f", value, error);
    }
}
