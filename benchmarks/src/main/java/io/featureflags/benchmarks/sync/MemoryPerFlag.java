package io.featureflags.benchmarks.sync;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The heap per flag, for each contender by the same method: see {@link MemoryProcess}. */
final class MemoryPerFlag {

    /** The start of a line with the result of a process. */
    static final String BYTES = "bytes: ";

    private final List<Integer> sizes;

    private final int rounds;

    /**
     * Creates a measurement.
     *
     * @param sizes numbers of flags, in ascending order
     * @param rounds the number of measurements of each size; 1 for a rough figure
     */
    MemoryPerFlag(List<Integer> sizes, int rounds) {
        this.sizes = sizes;
        this.rounds = rounds;
    }

    Results measure() {
        Results results = new Results(new HashMap<>(), new HashMap<>());
        for (String contender : MemoryProcess.CONTENDERS.keySet()) {
            List<String> lines = run(contender);
            for (int flags : sizes) {
                String begin = BYTES + flags + " ";
                double[] bytes = lines.stream()
                        .filter(line -> line.startsWith(begin))
                        .mapToDouble(line -> Double.parseDouble(line.substring(begin.length())))
                        .toArray();
                if (bytes.length != rounds) {
                    throw new IllegalStateException(contender + " was not measured: " + lines);
                }
                results.bytes()
                        .put(contender + "." + flags, Figure.median(bytes).times(1.0 / flags));
            }
        }
        return results;
    }

    /** Returns the results for a terminal. */
    Table table() {
        Results results = measure();
        Table table =
                new Table("Memory: heap per flag, by the number of flags, in bytes", "contender", "flags", "median");
        results.bytes().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            table.row(Workload.classOf(entry.getKey()), Workload.methodOf(entry.getKey()), entry.getValue());
        });
        table.note(SyncSuite.MEMORY.what());
        return table;
    }

    private List<String> run(String contender) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // So the used heap has reachable objects only. By default, this collector leaves some garbage in
                // place, and unused space in the buffers of threads counts as used.
                "-XX:+UseSerialGC",
                "-XX:MarkSweepAlwaysCompactCount=1",
                "-XX:-UseTLAB",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProcess.class.getName(),
                contender,
                Integer.toString(rounds)));
        sizes.forEach(size -> command.add(size.toString()));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
