package io.featureflags.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.ShadowCalls;
import io.featureflags.spi.ShadowCounts;
import io.featureflags.spi.ShadowDifference;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.spi.ShadowRuns;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The meters of shadow runs read their counts. */
class ShadowMetersTests {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private final ShadowRuns runs = new TwoRuns();

    @Test
    void eachOutcomeAndBothTimesHaveMeters() {
        MeterRegistration registration = new MeterRegistration(registry);
        new ShadowMeters(runs).register(registration);
        new ShadowMeters(runs).register(registration);

        assertThat(registry.get("feature.flags.shadow").functionCounters()).hasSize(ShadowOutcome.values().length);
        assertThat(count("different")).isEqualTo(2);
        assertThat(count("timed_out")).isZero();
        assertThat(time("new")).isEqualTo(3);
        assertThat(time("legacy")).isEqualTo(5);
    }

    private double count(String outcome) {
        return registry.get("feature.flags.shadow")
                .tags("flag", "prices", "outcome", outcome)
                .functionCounter()
                .count();
    }

    private double time(String path) {
        return registry.get("feature.flags.shadow.time")
                .tags("flag", "prices", "path", path)
                .functionTimer()
                .totalTime(TimeUnit.MILLISECONDS);
    }

    /** Two runs that differed. */
    private static final class TwoRuns implements ShadowRuns {

        @Override
        public ShadowCalls of(String flag) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> flags() {
            return Set.of("prices");
        }

        @Override
        public ShadowCounts counts(String flag) {
            return new ShadowCounts(Map.of(ShadowOutcome.DIFFERENT, 2L), 2, 3_000_000, 5_000_000);
        }

        @Override
        public List<ShadowDifference> differences(String flag) {
            return List.of();
        }
    }
}
