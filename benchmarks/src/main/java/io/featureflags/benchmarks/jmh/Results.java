package io.featureflags.benchmarks.jmh;

import io.featureflags.benchmarks.Table;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The results of a run, by benchmark: its class and method, separated by a dot.
 *
 * @param nanos the time of one call, in nanoseconds
 * @param bytes the memory that one call allocates, in bytes
 */
public record Results(Map<String, Figure> nanos, Map<String, Figure> bytes) {

    private static final String NANOS_PER_CALL = "ns/op";

    private static final String BYTES_PER_CALL = "gc.alloc.rate.norm";

    /**
     * Reads the mean times of a run. Other modes and units are ignored, because they cannot be compared.
     *
     * @param run the results of JMH
     * @return the means
     */
    public static Results of(Collection<RunResult> run) {
        Results results = new Results(new HashMap<>(), new HashMap<>());
        for (RunResult result : run) {
            String benchmark = withoutPackage(result.getParams().getBenchmark());
            if (result.getPrimaryResult().getScoreUnit().equals(NANOS_PER_CALL)) {
                results.nanos.put(benchmark, figure(result.getPrimaryResult()));
                result.getSecondaryResults().forEach((label, secondary) -> {
                    if (label.endsWith(BYTES_PER_CALL)) {
                        results.bytes.put(benchmark, figure(secondary));
                    }
                });
            }
        }
        return results;
    }

    private static Figure figure(Result<?> result) {
        return new Figure(result.getScore(), result.getScoreError());
    }

    private static String withoutPackage(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    /**
     * Adds further results of the same run.
     *
     * @param others results of other benchmarks
     * @return both
     */
    public Results and(Results others) {
        Results both = new Results(new HashMap<>(nanos), new HashMap<>(bytes));
        both.nanos.putAll(others.nanos);
        both.bytes.putAll(others.bytes);
        return both;
    }

    /**
     * Returns a table of all benchmarks with a prefix, the fastest first.
     *
     * @param title the heading of the table
     * @param prefix the first characters of their names
     * @return a row for each benchmark
     */
    public Table table(String title, String prefix) {
        Table table = new Table(title, "benchmark", "ns", "B");
        nanos.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .sorted(Map.Entry.comparingByValue(Comparator.comparingDouble(Figure::value)))
                .forEach(entry -> table.row(entry.getKey(), entry.getValue(), text(bytes.get(entry.getKey()))));
        return table;
    }

    private static String text(@Nullable Figure figure) {
        return figure == null ? Table.NOT_MEASURED : figure.toString();
    }
}
