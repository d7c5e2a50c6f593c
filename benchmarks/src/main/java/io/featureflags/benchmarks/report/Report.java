package io.featureflags.benchmarks.report;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.Target;
import io.featureflags.benchmarks.jmh.Target.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The figures of one run, as a page with a chart. */
final class Report {

    private static final String CHART = "benchmarks.svg";

    private static final String PAGE = "benchmarks.md";

    private static final String INTRODUCTION = """
            # Benchmarks

            feature-flags beside its peers and beside bare limits, all measured in one run on one machine. `benchmarks/run`
            writes this page. Compare figures of one run only: between runs and machines they differ by far more than their
            errors, and their ratios by less.

            Contenders in **bold** are ours. Those in _italics_ are no peers, but show the possible minimum. A ratio of 5 to
            ours is five times the time, or five times the memory. C, H and I compare with ours by the same method or the
            same number of threads.

            ![Each contender's figure on logarithmic scales, by workload; the same figures are in the tables below](""" + CHART + ")\n";

    private final Run run;

    private final List<Section> sections;

    private final Descriptions descriptions;

    /**
     * Creates the report of a run.
     *
     * @param sources the folder with the sources of the benchmarks, whose comments describe the contenders
     */
    Report(Run run, Path sources) {
        this.run = run;
        this.sections = Suites.workloads().stream()
                .map(workload -> new Section(workload, run.results()))
                .toList();
        this.descriptions = new Descriptions(sources);
    }

    /** Writes the page and the chart into a folder. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(CHART), chart());
        Files.writeString(folder.resolve(PAGE), page());
    }

    String page() {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(page, true, StandardCharsets.UTF_8);
        out.print(INTRODUCTION);
        Target.table(Suites.targets(), run.results()).print(out);
        sections.forEach(section -> section.print(out, descriptions));
        printFurther(out);
        out.println();
        out.println("## The run");
        out.println();
        run.facts().forEach(out::println);
        return page.toString(StandardCharsets.UTF_8);
    }

    private void printFurther(PrintStream out) {
        Results results = run.results();
        Table table = new Table("Further measurements", "benchmark", "mean, ns", "allocated, B");
        Map<String, Figure> nanos = new TreeMap<>(results.nanos());
        nanos.keySet().removeIf(benchmark -> Suites.workloads().stream().anyMatch(each -> each.has(benchmark)));
        nanos.forEach((benchmark, figure) -> {
            Figure bytes = results.bytes().get(benchmark);
            table.row(benchmark, text(figure), bytes == null ? Table.NOT_MEASURED : text(bytes));
        });
        if (!nanos.isEmpty()) {
            table.print(out);
        }
    }

    private static String text(Figure figure) {
        return Numbers.of(figure.value(), figure.error());
    }

    /** Returns the chart, which has only workloads with peers: without a peer there is no comparison. */
    String chart() {
        List<Chart.Panel> panels =
                sections.stream().filter(Section::hasPeers).map(Section::panel).toList();
        return Chart.of(
                "feature-flags beside its peers, in one run",
                "Panels of dots on logarithmic scales: "
                        + String.join(
                                "; ", panels.stream().map(Chart.Panel::title).toList())
                        + ". The dots of feature-flags are marked. The same figures are in the tables of " + PAGE + ".",
                panels);
    }

    /**
     * Returns the targets that are missed by more than their error or not measured, without those that are only shown.
     *
     * @return a line for each
     */
    List<String> broken() {
        return Suites.targets().stream()
                .filter(Target::isHeld)
                .filter(target -> List.of(Verdict.MISSED, Verdict.NOT_MEASURED).contains(target.verdict(run.results())))
                .map(target -> target.what() + ": " + target.verdict(run.results()))
                .toList();
    }

    /** Returns whether all workloads have figures. */
    boolean isComplete() {
        return Suites.workloads().stream()
                .noneMatch(workload -> workload.figures(run.results()).isEmpty());
    }
}
