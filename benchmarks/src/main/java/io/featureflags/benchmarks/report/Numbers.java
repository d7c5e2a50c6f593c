package io.featureflags.benchmarks.report;

import java.util.Locale;

/** Readable numbers of three digits. */
final class Numbers {

    private static final double THREE_DIGITS = 100;

    private Numbers() {}

    static String of(double number) {
        double size = Math.abs(number);
        String format = size >= THREE_DIGITS ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }

    /** Returns a number with its error, if that is known. */
    static String of(double number, double error) {
        return Double.isNaN(error) ? of(number) : of(number) + " ± " + of(error);
    }
}
