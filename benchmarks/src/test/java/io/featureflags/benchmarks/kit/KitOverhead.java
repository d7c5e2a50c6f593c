package io.featureflags.benchmarks.kit;

import io.featureflags.benchmarks.Machine;
import io.featureflags.benchmarks.jmh.Figure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/**
 * Measures what the test kit adds to the tests of an application. The same tests run with it and without it on the class path,
 * each time in a fresh JVM, and in turns, so that other load on the machine affects both. What it adds is the median of the
 * differences within one round.
 */
final class KitOverhead {

    private static final int LIMIT_SECONDS = 300;

    private static final Map<String, Double> UNITS =
            Map.of(KitRun.FIRST, 1e-6, KitRun.CONTEXT, 1e-6, KitRun.EARLY, 1e-3, KitRun.TEST, 1e-3);

    private final int rounds;

    private final int sharing;

    private final int alone;

    /**
     * Creates a plan.
     *
     * @param rounds the number of JVMs with the kit, and of those without it
     * @param sharing the number of classes whose tests share a context
     * @param alone the number of classes with a context for each
     */
    KitOverhead(int rounds, int sharing, int alone) {
        this.rounds = rounds;
        this.sharing = sharing;
        this.alone = alone;
    }

    /** Prints a table of the figures. */
    public static void main(String... arguments) throws Exception {
        int rounds = arguments.length == 0 ? 12 : Integer.parseInt(arguments[0]);
        Machine.print(System.out);
        System.out.println("| what | without the kit | with the kit | added |\n| --- | --- | --- | --- |");
        new KitOverhead(rounds, 60, 12).measure().values().forEach(System.out::println);
    }

    /** Returns a row of figures for each measured time. */
    Map<String, String> measure() throws IOException, InterruptedException {
        Path classes = Files.createTempDirectory("kit");
        try {
            KitTestSources.compile(sharing, alone, classes);
            Map<String, double[]> without = new TreeMap<>();
            Map<String, double[]> with = new TreeMap<>();
            run(classes, true); // Brings the files into the disk cache.
            for (int round = 0; round < rounds; round++) {
                add(round, run(classes, false), without);
                add(round, run(classes, true), with);
            }
            Map<String, String> rows = new TreeMap<>();
            without.forEach((what, these) -> rows.put(what, row(what, these, with.getOrDefault(what, new double[0]))));
            return rows;
        } finally {
            FileSystemUtils.deleteRecursively(classes);
        }
    }

    private static String row(String what, double[] without, double[] with) {
        double[] added = new double[without.length];
        Arrays.setAll(added, round -> with[round] - without[round]);
        String label = switch (what) {
            case KitRun.FIRST -> "first context of a JVM, ms";
            case KitRun.CONTEXT -> "further context, ms";
            case KitRun.EARLY -> "one of the first 500 tests, µs";
            default -> "one of the 2,500 tests after them, µs";
        };
        return "| " + label + " | " + Figure.median(without) + " | " + Figure.median(with) + " | "
                + Figure.median(added) + " |";
    }

    private void add(int round, Map<String, Double> times, Map<String, double[]> all) {
        times.forEach((what, time) -> all.computeIfAbsent(what, absent -> new double[rounds])[round] = time);
    }

    private Map<String, Double> run(Path classes, boolean kit) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> kit || !entry.contains("feature-flags-test"))
                .collect(Collectors.joining(File.pathSeparator, classes + File.pathSeparator, ""));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dkit=" + kit,
                "-Dfeature-flags.store=memory",
                "-Dlogging.level.root=error",
                "-Dspring.main.banner-mode=off",
                "-cp",
                classPath,
                KitRun.class.getName(),
                Integer.toString(sharing),
                Integer.toString(alone)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Map<String, Double> times = new TreeMap<>();
        UNITS.forEach((what, unit) -> output.lines()
                .filter(line -> line.startsWith(what))
                .forEach(line -> times.put(what, unit * Double.parseDouble(line.substring(what.length())))));
        if (times.size() != UNITS.size()) {
            throw new IllegalStateException(
                    String.format(Locale.ROOT, "The tests %s the kit failed: %s", kit ? "with" : "without", output));
        }
        return times;
    }
}
