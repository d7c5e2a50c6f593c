package io.featureflags.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadTests {

    private static final Workload CALLS = Workload.ofCalls("C", "Calls", "How.", "Call", "CallOurs.mixed", "CallEmpty")
            .withOurs("CallOurs", "CallToo");

    @Test
    void ratioIsToOursByTheSameMethodOrToTheYardstick() {
        Map<String, Figure> figures = Map.of(
                "CallOurs.mixed", new Figure(20, 1),
                "CallOurs.on", new Figure(10, 1),
                "CallPeer.on", new Figure(60, 3),
                "CallPeer.check", new Figure(60, 3));

        assertThat(CALLS.ratio("CallPeer.on", figures)).isEqualTo(new Figure(60, 3).per(new Figure(10, 1)));
        assertThat(CALLS.ratio("CallPeer.check", figures)).isEqualTo(new Figure(60, 3).per(new Figure(20, 1)));
        assertThat(CALLS.ratio("CallPeer.on", Map.of("CallPeer.on", new Figure(60, 3))))
                .isNull();
    }

    @Test
    void distinguishesOursPeersAndLimits() {
        assertThat(List.of("CallOurs.on", "CallToo.on")).allMatch(CALLS::isOurs).noneMatch(CALLS::isLimit);
        assertThat("CallEmpty.on").matches(CALLS::isLimit).matches(CALLS::has);
        assertThat("CallPeer.on").matches(CALLS::has);
        assertThat("Other.on").doesNotMatch(CALLS::has);
    }

    @Test
    void figuresAreInItsUnit() {
        Workload starts = new Workload(
                "G", "Starts", "How.", "Start", List.of(), List.of(), "Start.x", Target.Unit.MILLIS, List.of());
        Results results = new Results(Map.of("Start.x", new Figure(2e6, 1e6), "Call.on", new Figure(1, 0)), Map.of());

        assertThat(starts.figures(results)).containsExactly(Map.entry("Start.x", new Figure(2, 1)));
    }
}
