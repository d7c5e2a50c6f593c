package io.featureflags.benchmarks.report;

import java.util.Locale;

/** Numbers as a reader takes them in: three digits, and none that the error makes void. */
final class Numbers {

    private static final double THREE_DIGITS = 100;

    private Numbers() {}

    static String of(double number) {
        double size = Math.abs(number);
        String format = size >= THREE_DIGITS ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }

    /** With its error where that is known. */
    static String of(double number, double error) {
        return Double.isNaN(error) ? of(number) : of(number) + " ± " + of(error);
    }
}
