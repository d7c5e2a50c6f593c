package io.featureflags.benchmarks.jmh;

import static io.featureflags.benchmarks.jmh.Target.Unit.BYTES;
import static io.featureflags.benchmarks.jmh.Target.Unit.NANOS;
import static io.featureflags.benchmarks.jmh.Target.Unit.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.benchmarks.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetTests {

    private static final Results RESULTS = new Results(
            Map.of("Ours.check", new Figure(4, 0.4), "Peer.check", new Figure(22, 1)),
            Map.of("Ours.check", new Figure(0.000_1, 0.000_1)));

    @Test
    void comparesWithTheLimitInclusively() {
        Target atMost = Target.atMost(5, NANOS, "call", Quantity.nanos("Ours.check"));
        Target atLeast = Target.atLeast(5, TIMES, "call", Quantity.nanos("Ours.check"));

        assertThat(atMost.isReachedBy(new Figure(5.004, 1))).isTrue();
        assertThat(atMost.isReachedBy(new Figure(5.006, 1))).isFalse();
        assertThat(atLeast.isReachedBy(new Figure(4.996, 1))).isTrue();
        assertThat(atLeast.isReachedBy(new Figure(4.994, 1))).isFalse();
    }

    @Test
    void comparesWholeBytes() {
        Target target = Target.atMost(24, BYTES, "call", Quantity.bytes("Ours.check"));

        assertThat(target.isReachedBy(new Figure(24.4, 0.1))).isTrue();
        assertThat(target.isReachedBy(new Figure(24.6, 0.1))).isFalse();
    }

    @Test
    void isMissedOnlyBeyondTheError() {
        Target atMost = Target.atMost(5, NANOS, "call", Quantity.nanos("Ours.check"));
        Target atLeast = Target.atLeast(5, TIMES, "call", Quantity.nanos("Ours.check"));

        assertThat(verdict(atMost, 5.4, 0.5)).isEqualTo(Target.Verdict.MISSED_WITHIN_ERROR);
        assertThat(verdict(atMost, 5.6, 0.5)).isEqualTo(Target.Verdict.MISSED);
        assertThat(verdict(atMost, 5, 0.5)).isEqualTo(Target.Verdict.REACHED);
        assertThat(verdict(atMost, 5.4, Double.NaN)).isEqualTo(Target.Verdict.MISSED);
        assertThat(verdict(atLeast, 4.6, 0.5)).isEqualTo(Target.Verdict.MISSED_WITHIN_ERROR);
        assertThat(verdict(atLeast, 4.4, 0.5)).isEqualTo(Target.Verdict.MISSED);
        assertThat(atMost.verdict(new Results(Map.of(), Map.of()))).isEqualTo(Target.Verdict.NOT_MEASURED);
    }

    private static Target.Verdict verdict(Target target, double value, double error) {
        return target.verdict(new Results(Map.of("Ours.check", new Figure(value, error)), Map.of()));
    }

    @Test
    void tableShowsReachedMissedAndUnmeasuredTargets() {
        Quantity ours = Quantity.nanos("Ours.check");

        Table table = Target.table(
                List.of(
                        Target.atMost(5, NANOS, "time", ours),
                        Target.atMost(0, BYTES, "allocated", Quantity.bytes("Ours.check")),
                        Target.atLeast(
                                6,
                                TIMES,
                                "peer : ours",
                                Quantity.nanos("Peer.check").per(ours)),
                        Target.atMost(0.75, TIMES, "ours : other", ours.per(Quantity.nanos("Other.check"))),
                        Target.atMost(24, BYTES, "peer allocated", Quantity.bytes("Peer.check"))
                                .shownOnly()),
                RESULTS);

        assertThat(table.rows())
                .containsExactly(
                        List.of("time", "at most 5 ns, shown only", "4.00 ± 0.40 ns", "reached"),
                        List.of("allocated", "at most 0 B", "0.00 ± 0.00 B", "reached"),
                        List.of("peer : ours", "at least 6 x", "5.50 ± 0.60 x", "missed within the error"),
                        List.of("ours : other", "at most 0.75 x", Table.NOT_MEASURED, Table.NOT_MEASURED),
                        List.of("peer allocated", "at most 24 B, shown only", Table.NOT_MEASURED, Table.NOT_MEASURED));
    }

    @Test
    void tableHasTheFastestBenchmarkFirst() {
        Results results = new Results(
                Map.of(
                        "OnOffSlow.check", new Figure(30, 1),
                        "OnOffFast.check", new Figure(3, 0.1),
                        "Rollout.check", new Figure(1, 0)),
                Map.of("OnOffFast.check", new Figure(24, 0)));

        assertThat(results.table("Is this flag on?", "OnOff").rows())
                .containsExactly(
                        List.of("OnOffFast.check", "3.00 ± 0.10", "24.00 ± 0.00"),
                        List.of("OnOffSlow.check", "30.00 ± 1.00", Table.NOT_MEASURED));
    }
}
