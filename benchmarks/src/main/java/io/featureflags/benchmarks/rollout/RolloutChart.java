package io.featureflags.benchmarks.rollout;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** Two rollouts beside each other, as SVG: the percentage, and the evidence on a logarithmic scale. */
final class RolloutChart {

    private static final int WIDTH = 880;

    private static final int HEIGHT = 380;

    private static final int PANEL = 350;

    private static final int TOP = 70;

    private static final int SHARE_BOTTOM = 190;

    private static final int EVIDENCE_TOP = 230;

    private static final int EVIDENCE_BOTTOM = 330;

    private static final double LEAST_EVIDENCE = .01;

    private static final double MOST_EVIDENCE = 10_000;

    private static final String STYLE = """
            .page { fill: #ffffff } .text { fill: #1f2328 } .quiet { fill: #59636e } .grid { stroke: #d1d9e0 }
            .share { fill: #e3f4ec; stroke: #0b6e4f; stroke-width: 2 } .line { fill: none; stroke: #0b6e4f; stroke-width: 2 }
            .limit { stroke: #b35900; stroke-dasharray: 4 3 } .warn { fill: #8a4500 }
            @media (prefers-color-scheme: dark) {
              .page { fill: #0d1117 } .text { fill: #f0f6fc } .quiet { fill: #9198a1 } .grid { stroke: #3d444d }
              .share { fill: #12291f; stroke: #56d39b } .line { stroke: #56d39b }
              .limit { stroke: #e3a15c } .warn { fill: #e3a15c }
            }
            text { font-family: system-ui, -apple-system, "Segoe UI", sans-serif; font-size: 13px }
            .head { font-size: 15px; font-weight: 600 } .tick { font-size: 11px }
            """;

    private final Formatter svg = new Formatter(Locale.ROOT);

    private RolloutChart() {}

    /**
     * Draws two recordings.
     *
     * @param bad the rollout that is taken back
     * @param good the rollout that goes through
     * @return the content of the file
     */
    static String of(List<Moment> bad, List<Moment> good) {
        RolloutChart chart = new RolloutChart();
        chart.svg.format(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="title desc">
                <title id="title">Two guarded rollouts of the sample shop</title>
                <desc id="desc">%s %s</desc>
                <style>
                %s</style>
                <rect class="page" width="%d" height="%d"/>
                """,
                WIDTH, HEIGHT, inWords("The bad canary", bad), inWords("The good canary", good), STYLE, WIDTH, HEIGHT);
        chart.panel("A bad canary: 1 user in 5 fails", 60, bad);
        chart.panel("A good canary", 60 + PANEL + 60, good);
        return chart.svg + "</svg>\n";
    }

    private static String inWords(String name, List<Moment> moments) {
        double highest = moments.stream().mapToDouble(Moment::step).max().orElse(0);
        double last = moments.get(moments.size() - 1).step();
        return String.format(Locale.ROOT, "%s was at %.0f %% at most, and ended at %.0f %%.", name, highest, last);
    }

    private void panel(String title, int left, List<Moment> moments) {
        double end = moments.get(moments.size() - 1).seconds();
        text("text head", "start", left, 36, title);
        text("quiet tick", "start", left, 56, "share of the users with the new code");
        for (int share = 0; share <= 100; share += 50) {
            grid(left, share(share), share + " %");
        }
        text("quiet tick", "start", left, EVIDENCE_TOP - 14, "evidence E against the new code");
        for (double evidence : new double[] {.01, 1, 100, 10_000}) {
            grid(left, evidence(evidence), evidence < 1 ? "0.01" : String.format(Locale.ROOT, "%,.0f", evidence));
        }
        svg.format("<path class=\"limit\" d=\"M%d %.1fh%d\"/>%n", left, evidence(200), PANEL);
        text("warn tick", "end", left + PANEL, evidence(200) - 8, "200: taken back");
        StringBuilder share = new StringBuilder();
        StringBuilder evidence = new StringBuilder();
        double before = moments.get(0).step();
        share.append(String.format(Locale.ROOT, "M%d %d", left, SHARE_BOTTOM));
        share.append(String.format(Locale.ROOT, "V%.1f", share(before)));
        boolean drawn = false;
        for (Moment moment : moments) {
            double x = left + PANEL * moment.seconds() / end;
            if (moment.step() != before) {
                share.append(String.format(Locale.ROOT, "H%.1fV%.1f", x, share(moment.step())));
                before = moment.step();
            }
            if (!Double.isNaN(moment.evidence())) {
                evidence.append(
                        String.format(Locale.ROOT, "%s%.1f %.1f", drawn ? "L" : "M", x, evidence(moment.evidence())));
                drawn = true;
            }
        }
        share.append(String.format(Locale.ROOT, "H%dV%dZ", left + PANEL, SHARE_BOTTOM));
        svg.format("<path class=\"share\" d=\"%s\"/>%n", share);
        svg.format("<path class=\"line\" d=\"%s\"/>%n", evidence);
        for (int second = 0; second <= end; second += 10) {
            text("quiet tick", "middle", left + PANEL * second / end, EVIDENCE_BOTTOM + 16, second + " s");
        }
    }

    private void grid(int left, double y, String label) {
        svg.format("<path class=\"grid\" d=\"M%d %.1fh%d\"/>%n", left, y, PANEL);
        text("quiet tick", "end", left - 6, y, label);
    }

    private static double share(double percent) {
        return SHARE_BOTTOM - (SHARE_BOTTOM - TOP) * percent / 100;
    }

    private static double evidence(double evidence) {
        double bounded = Math.max(LEAST_EVIDENCE, Math.min(evidence, MOST_EVIDENCE));
        double height = Math.log(bounded / LEAST_EVIDENCE) / Math.log(MOST_EVIDENCE / LEAST_EVIDENCE);
        return EVIDENCE_BOTTOM - (EVIDENCE_BOTTOM - EVIDENCE_TOP) * height;
    }

    private void text(String style, String anchor, double x, double y, String text) {
        svg.format(
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                style, anchor, x, y + 4, text);
    }
}
