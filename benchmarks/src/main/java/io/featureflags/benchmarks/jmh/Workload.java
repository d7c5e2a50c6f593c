package io.featureflags.benchmarks.jmh;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Benchmarks for one question, in one table. New benchmarks are added to it by their names.
 *
 * @param letter the short name of the workload
 * @param title the question
 * @param what the method of measurement, in some sentences
 * @param prefix the first characters of the names of its benchmarks
 * @param ours the prefixes of our own benchmarks
 * @param limits the prefixes of benchmarks that are no peers, but show the possible minimum; may be empty
 * @param yardstick our benchmark with which the others are compared
 * @param unit the unit of its figures
 * @param columns the methods in the row of their class; empty for a row for each benchmark
 */
public record Workload(
        String letter,
        String title,
        String what,
        String prefix,
        List<String> ours,
        List<String> limits,
        String yardstick,
        Target.Unit unit,
        List<Column> columns) {

    private static final double MILLIS = 1e-6;

    /**
     * Methods of all classes of a workload.
     *
     * @param method the name of the methods
     * @param head the heading of the column
     */
    public record Column(String method, String head) {}

    /**
     * Creates a workload of calls that take nanoseconds, each in a row.
     *
     * @param letter the short name of the workload
     * @param title the question
     * @param what the method of measurement
     * @param prefix the first characters of the names of its benchmarks
     * @param yardstick our benchmark with which the others are compared; all of its class are ours
     * @param limits the prefixes of benchmarks that are no peers
     * @return the workload
     */
    public static Workload ofCalls(
            String letter, String title, String what, String prefix, String yardstick, String... limits) {
        List<String> ours = List.of(classOf(yardstick));
        return new Workload(
                letter, title, what, prefix, ours, List.of(limits), yardstick, Target.Unit.NANOS, List.of());
    }

    /**
     * Returns this workload with other prefixes of our own benchmarks.
     *
     * @param families the prefixes
     * @return the workload
     */
    public Workload withOurs(String... families) {
        return new Workload(letter, title, what, prefix, List.of(families), limits, yardstick, unit, columns);
    }

    /**
     * Returns the figures of this workload.
     *
     * @param results the results of a run
     * @return the figures in the unit, by benchmark
     */
    public Map<String, Figure> figures(Results results) {
        Map<String, Figure> figures = unit == Target.Unit.BYTES ? results.bytes() : results.nanos();
        double factor = unit == Target.Unit.MILLIS ? MILLIS : 1;
        return figures.entrySet().stream()
                .filter(entry -> has(entry.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().times(factor), (one, other) -> one, TreeMap::new));
    }

    /**
     * Returns whether a benchmark belongs to this workload.
     *
     * @param benchmark class and method
     * @return true if it does
     */
    public boolean has(String benchmark) {
        return benchmark.startsWith(prefix);
    }

    /**
     * Returns whether a benchmark is one of ours.
     *
     * @param benchmark class and method
     * @return true if it is
     */
    public boolean isOurs(String benchmark) {
        return ours.stream().anyMatch(benchmark::startsWith);
    }

    /**
     * Returns whether a benchmark is a bare limit, which shows the possible minimum.
     *
     * @param benchmark class and method
     * @return true if it is
     */
    public boolean isLimit(String benchmark) {
        return limits.stream().anyMatch(benchmark::startsWith);
    }

    /**
     * Returns the ratio of a benchmark to ours: to our benchmark with the same method, or else to the yardstick.
     *
     * @param benchmark class and method
     * @param figures the figures of the workload
     * @return the ratio; null if one of both was not measured, or if ours is zero
     */
    public @Nullable Figure ratio(String benchmark, Map<String, Figure> figures) {
        Figure sameMethod = figures.get(classOf(yardstick) + "." + methodOf(benchmark));
        Figure reference = sameMethod == null ? figures.get(yardstick) : sameMethod;
        Figure figure = figures.get(benchmark);
        return reference == null || figure == null || reference.value() <= 0 ? null : figure.per(reference);
    }

    /**
     * Returns the class of a benchmark.
     *
     * @param benchmark class and method
     * @return the part before the dot
     */
    public static String classOf(String benchmark) {
        return benchmark.substring(0, benchmark.indexOf('.'));
    }

    /**
     * Returns the method of a benchmark.
     *
     * @param benchmark class and method
     * @return the part after the dot
     */
    public static String methodOf(String benchmark) {
        return benchmark.substring(benchmark.indexOf('.') + 1);
    }
}
