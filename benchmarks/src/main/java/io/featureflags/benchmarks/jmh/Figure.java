package io.featureflags.benchmarks.jmh;

import java.util.Locale;

/**
 * A measured value.
 *
 * @param value the mean
 * @param error half the width of its 99.9 % confidence interval; not a number where it is not known
 */
public record Figure(double value, double error) {

    /** How many times the other value this one is; both errors count, as of values that vary by themselves. */
    Figure per(Figure other) {
        double ratio = value / other.value;
        return new Figure(ratio, ratio * Math.hypot(error / value, other.error / other.value));
    }

    /** How much more than the other value this one is; both errors count. */
    Figure minus(Figure other) {
        return new Figure(value - other.value, Math.hypot(error, other.error));
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
