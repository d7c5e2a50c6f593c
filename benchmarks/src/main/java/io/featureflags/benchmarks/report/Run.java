package io.featureflags.benchmarks.report;

import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run: its environment and its results. Its file has a line for each fact and each figure, with tabs between the fields.
 *
 * @param facts the time, the machine, the versions and the method
 * @param results the figures
 */
record Run(List<String> facts, Results results) {

    private static final String FACT = "fact";

    private static final String NANOS = "ns";

    private static final String BYTES = "B";

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        facts.forEach(fact -> lines.add(FACT + "\t" + fact));
        add(lines, NANOS, results.nanos());
        add(lines, BYTES, results.bytes());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    private static void add(List<String> lines, String unit, Map<String, Figure> figures) {
        new TreeMap<>(figures)
                .forEach((name, figure) ->
                        lines.add(String.join("\t", unit, name, "" + figure.value(), "" + figure.error())));
    }

    /**
     * Reads a file of {@link #write}.
     *
     * @throws IOException if there is no such file, or if it is of another kind
     */
    static Run read(Path file) throws IOException {
        Run run = new Run(new ArrayList<>(), new Results(new HashMap<>(), new HashMap<>()));
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals(FACT) && fields.length == 2) {
                run.facts.add(fields[1]);
            } else if (fields[0].equals(NANOS) && fields.length == 4) {
                run.results.nanos().put(fields[1], figure(fields));
            } else if (fields[0].equals(BYTES) && fields.length == 4) {
                run.results.bytes().put(fields[1], figure(fields));
            } else {
                throw new IOException(file + " is no file of results: " + line);
            }
        }
        return run;
    }

    private static Figure figure(String[] fields) {
        return new Figure(Double.parseDouble(fields[2]), Double.parseDouble(fields[3]));
    }
}
