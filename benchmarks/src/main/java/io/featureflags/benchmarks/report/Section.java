package io.featureflags.benchmarks.report;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Figure;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.Workload;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of the report about one workload: the workload, its figures, the peers ahead of ours, and the contenders. */
final class Section {

    private final Workload workload;

    private final Results results;

    private final Map<String, Figure> figures;

    Section(Workload workload, Results results) {
        this.workload = workload;
        this.results = results;
        this.figures = workload.figures(results);
    }

    void print(PrintStream out, Descriptions descriptions) {
        out.println();
        out.println("## " + workload.letter() + ". " + workload.title());
        out.println();
        out.println(workload.what());
        out.println();
        table().printRows(out);
        String ahead = ahead();
        if (!ahead.isEmpty()) {
            out.println();
            out.println(ahead);
        }
        List<String> lines = contenders().stream()
                .flatMap(benchmark -> descriptions.of(Workload.classOf(benchmark)).stream()
                        .map(text -> "- **" + Names.contender(workload, benchmark) + "**: " + text))
                .toList();
        if (!lines.isEmpty()) {
            out.println();
            lines.forEach(out::println);
        }
    }

    Table table() {
        return workload.columns().isEmpty() ? rowForEachBenchmark() : rowForEachClass();
    }

    private Table rowForEachBenchmark() {
        Table table = new Table(
                workload.title(), "contender", "mean, " + workload.unit().symbol(), "allocated, B", "ratio to ours");
        for (String benchmark : bySize(figures)) {
            table.row(
                    marked(benchmark, Names.benchmark(workload, benchmark)),
                    text(figures.get(benchmark)),
                    text(results.bytes().get(benchmark)),
                    text(workload.ratio(benchmark, figures)));
        }
        return complete(table);
    }

    private Table rowForEachClass() {
        List<String> heads = new ArrayList<>(List.of("contender"));
        String unit = ", " + workload.unit().symbol();
        workload.columns().forEach(column -> heads.add(column.head() + unit));
        boolean compares = hasPeers();
        if (compares) {
            heads.add("ratio to ours, " + head(Workload.methodOf(workload.yardstick())));
        }
        Table table = new Table(workload.title(), heads.toArray(String[]::new));
        for (String benchmark : contenders()) {
            String type = Workload.classOf(benchmark);
            List<String> cells = new ArrayList<>(List.of(marked(benchmark, Names.contender(workload, benchmark))));
            workload.columns().forEach(column -> cells.add(text(figures.get(type + "." + column.method()))));
            if (compares) {
                cells.add(text(workload.ratio(type + "." + Workload.methodOf(workload.yardstick()), figures)));
            }
            table.row(cells.toArray());
        }
        return complete(table);
    }

    private Table complete(Table table) {
        if (figures.isEmpty()) {
            table.row(Table.NOT_MEASURED);
        }
        return table;
    }

    private String head(String method) {
        return workload.columns().stream()
                .filter(column -> column.method().equals(method))
                .map(Workload.Column::head)
                .collect(Collectors.joining());
    }

    private String marked(String benchmark, String name) {
        if (workload.isOurs(benchmark)) {
            return "**" + name + "**";
        }
        return workload.isLimit(benchmark) ? "_" + name + "_" : name;
    }

    /** Returns one benchmark of each class, by ascending figures. */
    private List<String> contenders() {
        Map<String, String> smallest = figures.keySet().stream()
                .collect(Collectors.toMap(Workload::classOf, benchmark -> benchmark, this::smaller));
        return smallest.values().stream()
                .sorted(Comparator.comparingDouble(benchmark -> value(figures, benchmark)))
                .toList();
    }

    private String smaller(String one, String other) {
        return value(figures, one) <= value(figures, other) ? one : other;
    }

    boolean hasPeers() {
        return figures.keySet().stream().anyMatch(this::isPeer);
    }

    private boolean isPeer(String benchmark) {
        return !workload.isOurs(benchmark) && !workload.isLimit(benchmark);
    }

    /** Returns the peers that are ahead of ours, by more than both errors. */
    private String ahead() {
        if (!hasPeers()) {
            return "";
        }
        List<String> ahead = new ArrayList<>();
        for (String benchmark : bySize(figures)) {
            Figure ratio = workload.ratio(benchmark, figures);
            if (isPeer(benchmark) && ratio != null && ratio.value() + known(ratio.error()) < 1) {
                ahead.add(Names.benchmark(workload, benchmark) + " (" + Numbers.of(ratio.value()) + ")");
            }
        }
        return ahead.isEmpty() ? "No peer is ahead of ours here." : "Ahead of ours: " + String.join("; ", ahead) + ".";
    }

    /** Returns a row for each class with the method of the yardstick, and for each method of the other classes. */
    List<Chart.Row> chartRows() {
        String method = Workload.methodOf(workload.yardstick());
        TreeSet<String> withMethod = figures.keySet().stream()
                .filter(benchmark -> Workload.methodOf(benchmark).equals(method))
                .map(Workload::classOf)
                .collect(Collectors.toCollection(TreeSet::new));
        return bySize(figures).stream()
                .filter(benchmark -> Workload.methodOf(benchmark).equals(method)
                        || !withMethod.contains(Workload.classOf(benchmark)))
                .filter(benchmark -> value(figures, benchmark) > 0)
                .map(benchmark -> new Chart.Row(
                        withMethod.contains(Workload.classOf(benchmark))
                                ? Names.contender(workload, benchmark)
                                : Names.benchmark(workload, benchmark),
                        figure(benchmark),
                        workload.isOurs(benchmark) ? null : workload.ratio(benchmark, figures),
                        kind(benchmark)))
                .toList();
    }

    Chart.Panel panel() {
        String method = head(Workload.methodOf(workload.yardstick()));
        return new Chart.Panel(
                workload.letter() + "  " + workload.title() + (method.isEmpty() ? "" : ", " + method),
                workload.unit().symbol(),
                chartRows());
    }

    private Chart.Kind kind(String benchmark) {
        if (workload.isOurs(benchmark)) {
            return Chart.Kind.OURS;
        }
        return workload.isLimit(benchmark) ? Chart.Kind.LIMIT : Chart.Kind.PEER;
    }

    private Figure figure(String benchmark) {
        Figure figure = figures.get(benchmark);
        if (figure == null) {
            throw new IllegalArgumentException(benchmark);
        }
        return figure;
    }

    private static List<String> bySize(Map<String, Figure> figures) {
        return figures.keySet().stream()
                .sorted(Comparator.comparingDouble(benchmark -> value(figures, benchmark)))
                .toList();
    }

    private static double value(Map<String, Figure> figures, String benchmark) {
        Figure figure = figures.get(benchmark);
        return figure == null ? Double.MAX_VALUE : figure.value();
    }

    private static double known(double error) {
        return Double.isNaN(error) ? 0 : error;
    }

    private static String text(@Nullable Figure figure) {
        return figure == null ? Table.NOT_MEASURED : Numbers.of(figure.value(), figure.error());
    }
}
