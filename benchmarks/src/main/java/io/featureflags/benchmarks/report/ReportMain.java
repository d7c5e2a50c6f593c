package io.featureflags.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Runs everything, writes the report, and checks the targets. */
final class ReportMain {

    private static final String USAGE = """
            Usage: run [--quick] [--check] [--from=<file>]
              --quick  a run of some minutes with large errors, with its report in benchmarks/target
              --check  ends with status 1 if a target is missed by more than its error, or has no figure
              --from   creates the report of an earlier run, from its results in benchmarks/target
            """;

    private static final String FROM = "--from=";

    private ReportMain() {}

    /** Runs with the options of the command line. The first argument is the folder of the project. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path project = Path.of(arguments[0]);
        List<String> options = List.of(arguments).subList(1, arguments.length);
        if (options.contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        for (String option : options) {
            if (!option.equals("--quick") && !option.equals("--check") && !option.startsWith(FROM)) {
                System.err.println("No such option: " + option);
                System.err.print(USAGE);
                System.exit(2);
            }
        }
        boolean kept = run(project, options);
        // A measurement may have left a thread.
        System.exit(kept ? 0 : 1);
    }

    private static boolean run(Path project, List<String> options) throws IOException, RunnerException {
        boolean quick = options.contains("--quick");
        Path target = project.resolve("benchmarks/target");
        String from = options.stream()
                .filter(option -> option.startsWith(FROM))
                .map(option -> option.substring(FROM.length()))
                .findFirst()
                .orElse("");
        Run run;
        if (from.isEmpty()) {
            run = Measurements.all(quick);
            Path results = target.resolve("results.tsv");
            run.write(results);
            System.out.println("Results: " + results);
        } else {
            run = Run.read(Path.of(from));
        }
        Report report = new Report(run, project.resolve("benchmarks/src/main/java"));
        Path folder = quick ? target : project.resolve("docs");
        report.write(folder);
        System.out.println("Report: " + folder.resolve("benchmarks.md"));
        List<String> broken = report.broken();
        broken.forEach(line -> System.out.println("Target " + line));
        return broken.isEmpty() || !options.contains("--check");
    }
}
