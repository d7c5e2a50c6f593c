package io.featureflags.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShadowCountsTests {

    @Test
    void everyOutcomeHasANumber() {
        ShadowCounts counts = new ShadowCounts(Map.of(ShadowOutcome.SAME, 7L), 7, 100, 50);
        assertThat(counts.count(ShadowOutcome.SAME)).isEqualTo(7);
        assertThat(counts.outcomes())
                .containsOnlyKeys(ShadowOutcome.values())
                .containsEntry(ShadowOutcome.DIFFERENT, 0L);
        assertThat(counts.count(ShadowOutcome.DROPPED)).isZero();
        assertThatThrownBy(() -> counts.outcomes().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
