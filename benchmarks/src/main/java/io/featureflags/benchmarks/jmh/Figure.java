package io.featureflags.benchmarks.jmh;

import java.util.Arrays;
import java.util.Locale;

/**
 * A measured value.
 *
 * @param value the mean; the median if {@link #median} created it
 * @param error half the width of its 99.9 % confidence interval; not a number if it is unknown
 */
public record Figure(double value, double error) {

    private static final double CONFIDENCE = 0.999;

    /**
     * Returns the median of samples, which one or two outliers do not move. Its confidence interval
     * is from one sample to another, so that it needs no assumption about their distribution. Fewer than eleven samples have
     * no such interval.
     *
     * @param samples the samples, at least one
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

    /** Returns how many samples lie outside the interval at each end, or a negative number if there is no interval. */
    private static int outside(int samples) {
        double probability = Math.pow(0.5, samples); // Of exactly "smaller" samples below the median.
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
     * Returns the ratio of this value to another one. Both errors count, as for independent values.
     *
     * @param other the other
     * @return the ratio
     */
    public Figure per(Figure other) {
        double ratio = value / other.value;
        return new Figure(ratio, ratio * Math.hypot(error / value, other.error / other.value));
    }

    /** Returns the difference between this value and another one. Both errors count. */
    Figure minus(Figure other) {
        return new Figure(value - other.value, Math.hypot(error, other.error));
    }

    /**
     * Converts the figure to another unit.
     *
     * @param factor the number of other units in one unit of this figure
     * @return value and error in the other unit
     */
    public Figure times(double factor) {
        return new Figure(value * factor, error * factor);
    }

    /** Returns the value in whole steps, rounded. */
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
