package io.featureflags.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.call.CallSuite;
import io.featureflags.benchmarks.decision.DecisionSuite;
import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.SmokeRun;
import io.featureflags.benchmarks.jmh.Target;
import io.featureflags.benchmarks.jmh.Workload;
import io.featureflags.benchmarks.load.LoadSuite;
import io.featureflags.benchmarks.startup.StartUp;
import io.featureflags.benchmarks.sync.SyncSuite;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportTests {

    private static final Path SOURCES = Path.of("src/main/java");

    private static final Results FEW = new Results(
            Map.of(
                    "OnOffOurs.byName", new Figure(4, 0.2),
                    "OnOffTogglzInMemory.isActive", new Figure(3, 0.1),
                    "OnOffLaunchDarkly.boolVariation", new Figure(20, 1),
                    "OnOffLimits.volatileField", new Figure(0.5, Double.NaN),
                    "Limits.clockRead", new Figure(25, 1)),
            Map.of("OnOffLaunchDarkly.boolVariation", new Figure(88, 0)));

    /** Everything runs for a short time: no figure has a meaning, and none is missing. */
    @Test
    void everyWorkloadHasItsTable(@TempDir Path folder) throws Exception {
        Results jmh = SmokeRun.of(DecisionSuite.class)
                .and(SmokeRun.of(CallSuite.class))
                .and(SmokeRun.of(LoadSuite.class));
        assertThat(SmokeRun.names())
                .hasSameSizeAs(jmh.nanos().keySet())
                .allMatch(name -> jmh.nanos().keySet().stream().anyMatch(ran -> name.endsWith("." + ran)));
        Results results = jmh.and(SyncSuite.smoke()).and(new StartUp(1, 1).measure());
        Report report = new Report(new Run(List.of("- Date: today"), results), SOURCES);

        report.write(folder);

        String page = Files.readString(folder.resolve("benchmarks.md"));
        assertThat(report.isComplete()).as(page).isTrue();
        assertThat(Suites.workloads())
                .allSatisfy(workload ->
                        assertThat(page).contains("## " + workload.letter() + ". " + workload.title() + "\n"));
        assertThat(page)
                .contains("(benchmarks.svg)", "## Targets", "- Date: today")
                // Contenders are described by the comments of their classes.
                .contains("- **Launch")
                .doesNotContain("NaN", "Infinity");
        assertThat(Suites.workloads())
                .filteredOn(workload -> workload.unit() != Target.Unit.NANOS)
                .allSatisfy(workload -> assertThat(
                                new Section(workload, results).table().isComplete())
                        .as(workload.title())
                        .isTrue());
        assertThat(texts(Files.readString(folder.resolve("benchmarks.svg"))))
                .contains("LaunchDarkly", "A  Is this flag on? (ns)");
    }

    @Test
    void thePublishedPageHasTheTextsOfTheSources() throws IOException {
        String published = Files.readString(Path.of("../docs/benchmarks.md"));
        String generated = new Report(new Run(List.of(), FEW), SOURCES).page();
        List<String> descriptions = descriptions();

        assertThat(published).startsWith(generated.substring(0, generated.indexOf("## Targets")));
        assertThat(Suites.workloads())
                .allSatisfy(workload -> assertThat(published)
                        .contains(
                                "## " + workload.letter() + ". " + workload.title() + "\n\n" + workload.what() + "\n"));
        assertThat(published.lines().filter(line -> line.startsWith("- **")))
                .hasSizeGreaterThan(50)
                .allMatch(line -> descriptions.contains(line.replaceFirst("- \\*\\*.*?\\*\\*: ", "")));
    }

    private static List<String> descriptions() throws IOException {
        Descriptions descriptions = new Descriptions(SOURCES);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .flatMap(name -> descriptions.of(name.replace(".java", "")).stream())
                    .toList();
        }
    }

    @Test
    void ratiosAreToOursAndPeersAheadAreListed() {
        String page = new Report(new Run(List.of(), FEW), SOURCES).page();

        assertThat(row(page, "LaunchDarkly, boolVariation"))
                .containsExactly("20.0 ± 1.00", "88.0 ± 0.00", "5.00 ± 0.35");
        assertThat(row(page, "**Ours, byName**")).containsExactly("4.00 ± 0.20", Table.NOT_MEASURED, "1.00 ± 0.07");
        assertThat(row(page, "_Limits, volatileField_")).containsExactly("0.50", Table.NOT_MEASURED, "0.13");
        assertThat(page).contains("Ahead of ours: Togglz in memory, isActive (0.75).");
    }

    @Test
    void aBenchmarkWithoutAWorkloadIsListed() {
        String page = new Report(new Run(List.of(), FEW), SOURCES).page();

        assertThat(page).contains("## Further measurements");
        assertThat(row(page, "Limits.clockRead")).containsExactly("25.0 ± 1.00", Table.NOT_MEASURED);
    }

    @Test
    void targetsThatAreMissedOrNotMeasuredAreBroken() {
        List<String> broken = new Report(new Run(List.of(), FEW), SOURCES).broken();

        assertThat(broken)
                .contains(
                        "Togglz in memory : isEnabled(name): missed", "FF4J in memory : isEnabled(name): not measured")
                .noneMatch(line -> line.startsWith("LaunchDarkly : isEnabled(name)"))
                // In nanoseconds, which are those of the machine.
                .noneMatch(line -> line.startsWith("isEnabled(name):"))
                .noneMatch(line -> line.startsWith("size of the jar"));
    }

    @Test
    void aWrittenRunIsReadAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deeper").resolve("results.tsv");
        Run run = new Run(List.of("- Date: today"), FEW);

        run.write(file);

        assertThat(Run.read(file)).isEqualTo(run);
        Files.writeString(file, "ns\tonly");
        assertThatIOException().isThrownBy(() -> Run.read(file)).withMessageContaining("no file of results");
    }

    @Test
    void chartMarksOursAndKeepsWhiskersWithinItself() throws Exception {
        String svg = Chart.of(
                "Title & more",
                "What it shows",
                List.of(new Chart.Panel(
                        "A",
                        "ns",
                        List.of(
                                new Chart.Row("ours", new Figure(4, 9), null, Chart.Kind.OURS),
                                new Chart.Row(
                                        "peer <b>",
                                        new Figure(400, Double.NaN),
                                        new Figure(100, 2),
                                        Chart.Kind.PEER)))));

        assertThat(texts(svg)).contains("ours", "peer <b>", "4.00", "400", "100×", "1", "10", "1,000", "A (ns)");
        assertThat(elements(svg, "title")).containsExactly("Title & more");
        assertThat(elements(svg, "desc")).containsExactly("What it shows");
        // One is in the legend.
        assertThat(svg.split("class=\"mark\"", -1)).hasSize(3);
        // It would begin below zero, which no such scale has: it begins with the scale. The other has none.
        assertThat(svg.split("class=\"whisker", -1)).hasSize(2);
        assertThat(svg).contains("class=\"whisker mark\" d=\"M290.0 ").doesNotContain("NaN");
    }

    @Test
    void namesAreSpeltAsByTheirMakers() {
        Workload checks = Suites.workloads().get(0);

        assertThat(Names.benchmark(checks, "OnOffFf4jCachedRedis.check")).isEqualTo("FF4J cached Redis, check");
        assertThat(Names.contender(checks, "OnOffLaunchDarkly.boolVariation")).isEqualTo("LaunchDarkly");
        assertThat(Names.contender(checks, "OnOff.x")).isEqualTo("Ours");
    }

    @Test
    void versionsAreThoseOnTheClassPath() {
        assertThat(Libraries.versions())
                .anyMatch(version -> version.matches("Togglz \\d.*"))
                .anyMatch(version -> version.matches("Spring Boot \\d.*"))
                .doesNotHaveDuplicates();
    }

    private static List<String> row(String page, String contender) {
        String row = page.lines()
                .filter(line -> line.startsWith("| " + contender + " "))
                .findFirst()
                .orElseThrow();
        List<String> cells = List.of(row.split("\\|", -1));
        return cells.subList(2, cells.size() - 1).stream().map(String::strip).toList();
    }

    private static List<String> texts(String svg) throws Exception {
        return elements(svg, "text");
    }

    private static List<String> elements(String svg, String name) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> ((Element) nodes.item(index)).getTextContent())
                .toList();
    }
}
