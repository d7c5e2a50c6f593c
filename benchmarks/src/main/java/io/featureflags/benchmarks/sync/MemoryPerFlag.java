package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a flag costs in the heap, for each contender by the same method: see {@link MemoryProcess}. */
final class MemoryPerFlag {

    /** Stands before what a process has measured. */
    static final String BYTES = "bytes: ";

    private final List<Integer> sizes;

    private final int rounds;

    MemoryPerFlag(List<Integer> sizes, int rounds) {
        this.sizes = sizes;
        this.rounds = rounds;
    }

    Results measure() {
        Results results = new Results(new HashMap<>(), new HashMap<>());
        for (String contender : MemoryProcess.CONTENDERS.keySet()) {
            for (int flags : sizes) {
                double[] bytes = run(contender, flags);
                results.bytes()
                        .put(contender + "." + flags, Figure.median(bytes).times(1.0 / flags));
            }
        }
        return results;
    }

    /** For reading on a terminal. */
    Table table() {
        Results results = measure();
        Table table =
                new Table("Memory: heap per flag of one that knows so many, in bytes", "contender", "flags", "median");
        results.bytes().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            table.row(Workload.classOf(entry.getKey()), Workload.methodOf(entry.getKey()), entry.getValue());
        });
        table.note(SyncSuite.MEMORY.what());
        return table;
    }

    private double[] run(String contender, int flags) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:MarkSweepAlwaysCompactCount=1", // Other collections leave some of the dead where they
                            // are.
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            MemoryProcess.class.getName(),
                            contender,
                            Integer.toString(flags),
                            Integer.toString(rounds))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            try (Stream<String> lines = output.lines()) {
                double[] bytes = lines.filter(line -> line.startsWith(BYTES))
                        .mapToDouble(line -> Double.parseDouble(line.substring(BYTES.length())))
                        .toArray();
                if (bytes.length != rounds) {
                    throw new IllegalStateException(contender + " was not measured: " + output);
                }
                return bytes;
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
