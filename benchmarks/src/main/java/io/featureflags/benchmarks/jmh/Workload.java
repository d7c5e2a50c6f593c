package io.featureflags.benchmarks.jmh;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Benchmarks that answer one question, and so belong into one table. A new one turns up there by its name.
 *
 * @param letter what the workload is called for short
 * @param title the question
 * @param what the method of measuring it, in a sentence or two
 * @param prefix how the names of its benchmarks begin
 * @param ours how the names of ours begin
 * @param limits how the names of those begin that are no peers, but show what would be possible; empty for none
 * @param yardstick the benchmark of ours that the others are compared with
 * @param unit in what it is written
 * @param columns the methods that stand beside each other in the row of their class; none for a row for each benchmark
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
     * @param method their name
     * @param head what stands above them
     */
    public record Column(String method, String head) {}

    /**
     * Calls that take nanoseconds, each in a row.
     *
     * @param letter what the workload is called for short
     * @param title the question
     * @param what the method of measuring it
     * @param prefix how the names of its benchmarks begin
     * @param yardstick the benchmark of ours; all of its class are ours
     * @param limits how the names of those begin that are no peers
     * @return the workload
     */
    public static Workload ofCalls(
            String letter, String title, String what, String prefix, String yardstick, String... limits) {
        List<String> ours = List.of(classOf(yardstick));
        return new Workload(
                letter, title, what, prefix, ours, List.of(limits), yardstick, Target.Unit.NANOS, List.of());
    }

    /**
     * The same with more classes of ours.
     *
     * @param families how the names of all of ours begin
     * @return the workload
     */
    public Workload withOurs(String... families) {
        return new Workload(letter, title, what, prefix, List.of(families), limits, yardstick, unit, columns);
    }

    /**
     * Its own results.
     *
     * @param results what was measured
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
     * Whether a benchmark belongs to it.
     *
     * @param benchmark class and method
     * @return whether
     */
    public boolean has(String benchmark) {
        return benchmark.startsWith(prefix);
    }

    /**
     * Whether it is one of ours.
     *
     * @param benchmark class and method
     * @return whether
     */
    public boolean isOurs(String benchmark) {
        return ours.stream().anyMatch(benchmark::startsWith);
    }

    /**
     * Whether it shows what would be possible.
     *
     * @param benchmark class and method
     * @return whether
     */
    public boolean isLimit(String benchmark) {
        return limits.stream().anyMatch(benchmark::startsWith);
    }

    /**
     * How many times ours a benchmark is: ours with the same method where there is one, or else the yardstick.
     *
     * @param benchmark class and method
     * @param figures those of the workload
     * @return the ratio; null if ours was not measured
     */
    public @Nullable Figure ratio(String benchmark, Map<String, Figure> figures) {
        Figure sameMethod = figures.get(classOf(yardstick) + "." + methodOf(benchmark));
        Figure mine = sameMethod == null ? figures.get(yardstick) : sameMethod;
        Figure figure = figures.get(benchmark);
        return mine == null || figure == null || mine.value() <= 0 ? null : figure.per(mine);
    }

    /**
     * The class of a benchmark.
     *
     * @param benchmark class and method
     * @return what is before the dot
     */
    public static String classOf(String benchmark) {
        return benchmark.substring(0, benchmark.indexOf('.'));
    }

    /**
     * The method of a benchmark.
     *
     * @param benchmark class and method
     * @return what is behind the dot
     */
    public static String methodOf(String benchmark) {
        return benchmark.substring(benchmark.indexOf('.') + 1);
    }
}
