package io.featureflags.benchmarks.report;

import io.featureflags.benchmarks.jmh.Figure;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Panels of dots on logarithmic scales, as SVG. On such a scale a bar has no honest foot, and a dot needs none. Texts are
 * texts, the colours follow the scheme of the reader's screen, and shape and weight mark ours as well.
 */
final class Chart {

    private static final int WIDTH = 880;

    private static final int LEFT = 290;

    private static final int RIGHT = 700;

    private static final int VALUE = 795;

    private static final int TOP = 76;

    private static final int ROW = 22;

    private static final int HEAD = 34;

    private static final int FOOT = 34;

    private static final double TEXT_BELOW_CENTRE = 4.5;

    private static final String STYLE = """
            .page { fill: #ffffff } .text { fill: #1f2328 } .quiet { fill: #59636e } .grid { stroke: #d1d9e0 }
            .ours { fill: #0b6e4f } .band { fill: #e3f4ec } .mark { fill: #0b6e4f; stroke: #0b6e4f }
            .peer { fill: #59636e; stroke: #59636e } .limit { fill: none; stroke: #59636e; stroke-width: 1.5 }
            .whisker { fill: none; stroke-width: 1.5 }
            @media (prefers-color-scheme: dark) {
              .page { fill: #0d1117 } .text { fill: #f0f6fc } .quiet { fill: #9198a1 } .grid { stroke: #3d444d }
              .ours { fill: #56d39b } .band { fill: #12291f } .mark { fill: #56d39b; stroke: #56d39b }
              .peer { fill: #9198a1; stroke: #9198a1 } .limit { stroke: #9198a1 }
            }
            text { font-family: system-ui, -apple-system, "Segoe UI", sans-serif; font-size: 13px }
            .title { font-size: 18px; font-weight: 600 } .head { font-size: 14px; font-weight: 600 }
            .tick { font-size: 11px } .bold { font-weight: 700 } .slanted { font-style: italic }
            """;

    private final Formatter svg = new Formatter(Locale.ROOT);

    private Chart() {}

    /** The kind of contender in a row. */
    enum Kind {
        OURS,
        PEER,
        LIMIT
    }

    /**
     * A dot.
     *
     * @param label the text before it
     * @param figure more than zero
     * @param ratio its ratio to ours; null for ours, and if there is none
     * @param kind the kind of contender
     */
    record Row(String label, Figure figure, @Nullable Figure ratio, Kind kind) {}

    /**
     * Dots on one scale.
     *
     * @param title the text above them
     * @param unit their unit
     * @param rows the dots, from top to bottom
     */
    record Panel(String title, String unit, List<Row> rows) {

        int height() {
            return HEAD + rows.size() * ROW + FOOT;
        }
    }

    /**
     * Draws panels below each other.
     *
     * @param title the title of all
     * @param description the content, for readers who do not see it
     * @param panels the panels
     * @return the content of the file
     */
    static String of(String title, String description, List<Panel> panels) {
        int height = TOP + panels.stream().mapToInt(Panel::height).sum();
        Chart chart = new Chart();
        chart.svg.format("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="title desc">
                <title id="title">%s</title>
                <desc id="desc">%s</desc>
                <style>
                %s</style>
                <rect class="page" width="%d" height="%d"/>
                """, WIDTH, height, escaped(title), escaped(description), STYLE, WIDTH, height);
        chart.text("text title", "start", 16, 30, title);
        chart.legend();
        int y = TOP;
        for (Panel panel : panels) {
            chart.draw(panel, y);
            y += panel.height();
        }
        return chart.svg + "</svg>\n";
    }

    private void legend() {
        int y = 54;
        mark(Kind.OURS, 24, y);
        text("ours bold", "start", 36, y, "feature-flags");
        mark(Kind.PEER, 154, y);
        text("text", "start", 166, y, "peers");
        mark(Kind.LIMIT, 234, y);
        text("text slanted", "start", 246, y, "bare limits");
        text(
                "quiet",
                "end",
                WIDTH - 16,
                y,
                "Logarithmic scales; less is better; whiskers: 99.9 % confidence; ×: times ours");
    }

    private void draw(Panel panel, int top) {
        Scale scale = Scale.of(panel.rows());
        int first = top + HEAD;
        int bottom = first + panel.rows().size() * ROW;
        text("text head", "start", 16, top + 16, panel.title() + " (" + panel.unit() + ")");
        for (int row = 0; row < panel.rows().size(); row++) {
            if (panel.rows().get(row).kind() == Kind.OURS) {
                svg.format(
                        "<rect class=\"band\" x=\"8\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>%n",
                        first + row * ROW, WIDTH - 16, ROW);
            }
        }
        for (int power = scale.lowest(); power <= scale.highest(); power++) {
            double x = scale.x(Math.pow(10, power));
            svg.format("<path class=\"grid\" d=\"M%.1f %dV%d\"/>%n", x, first, bottom);
            text("quiet tick", "middle", x, bottom + 12, tick(power));
        }
        for (int row = 0; row < panel.rows().size(); row++) {
            draw(panel.rows().get(row), scale, first + row * ROW + ROW / 2);
        }
    }

    private void draw(Row row, Scale scale, int y) {
        String style = switch (row.kind()) {
            case OURS -> "ours bold";
            case PEER -> "text";
            case LIMIT -> "text slanted";
        };
        double value = row.figure().value();
        double error = row.figure().error();
        text(style, "end", LEFT - 14, y, row.label());
        if (!Double.isNaN(error)) {
            svg.format(
                    "<path class=\"whisker %s\" d=\"M%.1f %dH%.1f\"/>%n",
                    row.kind() == Kind.OURS ? "mark" : "peer", scale.x(value - error), y, scale.x(value + error));
        }
        mark(row.kind(), scale.x(value), y);
        text(style, "end", VALUE, y, Numbers.of(value));
        if (row.ratio() != null) {
            text(style, "end", WIDTH - 16, y, Numbers.of(row.ratio().value()) + "×");
        }
    }

    /** Ours is a diamond, a peer a dot, a limit a ring. */
    private void mark(Kind kind, double x, int y) {
        if (kind == Kind.OURS) {
            svg.format("<path class=\"mark\" d=\"M%.1f %dl6 6l-6 6l-6 -6z\"/>%n", x, y - 6);
        } else {
            svg.format(
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"4.5\"/>%n",
                    kind == Kind.PEER ? "peer" : "limit", x, y);
        }
    }

    private void text(String style, String anchor, double x, double y, String text) {
        svg.format(
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                style, anchor, x, y + TEXT_BELOW_CENTRE, escaped(text));
    }

    private static String tick(int power) {
        return power < 0
                ? String.format(Locale.ROOT, "%." + -power + "f", Math.pow(10, power))
                : String.format(Locale.ROOT, "%,.0f", Math.pow(10, power));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * Whole powers of ten that hold all dots, and their whiskers upwards.
     *
     * @param lowest the power at the left end
     * @param highest the power at the right end
     */
    private record Scale(int lowest, int highest) {

        static Scale of(List<Row> rows) {
            double least =
                    rows.stream().mapToDouble(row -> row.figure().value()).min().orElse(1);
            double most = rows.stream()
                    .map(Row::figure)
                    .mapToDouble(figure -> figure.value() + (Double.isNaN(figure.error()) ? 0 : figure.error()))
                    .max()
                    .orElse(1);
            int lowest = (int) Math.floor(Math.log10(least));
            return new Scale(lowest, Math.max(lowest + 1, (int) Math.ceil(Math.log10(most))));
        }

        /** Where a value is; what is less than the least power, such as the end of a whisker, at the left end. */
        double x(double value) {
            double power = Math.log10(Math.max(value, Math.pow(10, lowest)));
            return LEFT + (power - lowest) / (highest - lowest) * (RIGHT - LEFT);
        }
    }
}
