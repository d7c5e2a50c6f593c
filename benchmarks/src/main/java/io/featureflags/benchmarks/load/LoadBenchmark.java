package io.featureflags.benchmarks.load;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.JmhMain;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.Target;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the benchmarks of this package by JMH, and prints the verdicts of their targets. */
final class LoadBenchmark {

    private static final double NANOS_PER_MICRO = 1_000;

    private LoadBenchmark() {}

    /** Runs the benchmarks in the arguments for JMH, or all without arguments. */
    public static void main(String[] arguments) throws IOException {
        JmhMain.run(arguments, "Load", LoadBenchmark.class, LoadBenchmark::tables);
    }

    static List<Table> tables(Results results) {
        return List.of(
                results.table("A call while flags change 100 times a second", "Changing"),
                results.table("The same with meters", "Metered"),
                throughput(results),
                Target.table(LoadTargets.ALL, results));
    }

    /** Returns the number of calls of all threads in a second, from the time of one call. */
    private static Table throughput(Results results) {
        Table table = new Table("Million calls a second of all threads", "contender", "1 thread", "2 threads");
        for (String contender : results.nanos().keySet().stream()
                .filter(benchmark -> benchmark.endsWith("Thread") || benchmark.endsWith("Threads"))
                .map(benchmark -> benchmark.substring(0, benchmark.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new))) {
            table.row(
                    contender,
                    millionCalls(1, results.nanos().get(contender + ".oneThread")),
                    millionCalls(2, results.nanos().get(contender + ".twoThreads")));
        }
        return table;
    }

    private static String millionCalls(int threads, @Nullable Figure nanos) {
        return nanos == null
                ? Table.NOT_MEASURED
                : String.format(Locale.ROOT, "%.1f", threads * NANOS_PER_MICRO / nanos.value());
    }
}
