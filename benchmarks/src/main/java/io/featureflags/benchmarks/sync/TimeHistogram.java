package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.Table;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Times in a histogram with a precision of three digits, and their format. */
final class TimeHistogram {

    private static final int DIGITS = 3;

    private final Histogram nanos = new Histogram(DIGITS);

    void add(long time) {
        nanos.recordValue(time);
    }

    long samples() {
        return nanos.getTotalCount();
    }

    String count() {
        return String.format(Locale.ROOT, "%,d", samples());
    }

    long nanos(double percentile) {
        return nanos.getValueAtPercentile(percentile);
    }

    /** Returns a percentile in milliseconds; 100 is the maximum. */
    String millisAt(double percentile) {
        return samples() == 0 ? Table.NOT_MEASURED : decimal(nanos(percentile) / 1e6);
    }

    /** Returns a percentile in nanoseconds; 100 is the maximum. */
    String nanosAt(double percentile) {
        return samples() == 0 ? Table.NOT_MEASURED : String.format(Locale.ROOT, "%,d", nanos(percentile));
    }

    static String decimal(double number) {
        return String.format(Locale.ROOT, "%,.2f", number);
    }
}
