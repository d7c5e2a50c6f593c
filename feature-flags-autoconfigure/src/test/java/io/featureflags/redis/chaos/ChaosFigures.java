package io.featureflags.redis.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What was measured in all rounds of one fault. */
final class ChaosFigures {

    private final String name;

    private final List<Double> millisToAgreement = new ArrayList<>();

    private final LongAdder checks = new LongAdder();

    private final LongAdder exceptions = new LongAdder();

    private final LongAccumulator slowestNanos = new LongAccumulator(Math::max, 0);

    ChaosFigures(String name) {
        this.name = name;
    }

    void agreed(long nanos) {
        millisToAgreement.add(nanos / 1e6);
    }

    void checked(int count, long slowestNanosOfThese) {
        checks.add(count);
        slowestNanos.accumulate(slowestNanosOfThese);
    }

    void failed() {
        exceptions.increment();
    }

    long checks() {
        return checks.sum();
    }

    double percentile(int percent) {
        List<Double> sorted = millisToAgreement.stream().sorted().toList();
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, rank - 1));
    }

    static String header() {
        return "%-36s %6s %8s %8s %8s %11s %10s %11s"
                .formatted("fault", "rounds", "p50 ms", "p90 ms", "max ms", "checks", "exceptions", "slowest ms");
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-36s %6d %8.1f %8.1f %8.1f %11d %10d %11.1f",
                name,
                millisToAgreement.size(),
                percentile(50),
                percentile(90),
                percentile(100),
                checks.sum(),
                exceptions.sum(),
                slowestNanos.get() / 1e6);
    }

    /** All figures together. */
    static ChaosFigures sum(Iterable<ChaosFigures> parts) {
        ChaosFigures sum = new ChaosFigures("all");
        for (ChaosFigures part : parts) {
            sum.millisToAgreement.addAll(part.millisToAgreement);
            sum.checks.add(part.checks.sum());
            sum.exceptions.add(part.exceptions.sum());
            sum.slowestNanos.accumulate(part.slowestNanos.get());
        }
        return sum;
    }
}
