package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.featureflags.spi.FlagCopy;
import io.featureflags.spi.StoredValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastReadingsTests {

    private static final StoredValue ON = new StoredValue.Text("true");

    private final LastReadings readings = new LastReadings();

    private final FlagCopy copy = mock(FlagCopy.class);

    @BeforeEach
    void copyHasTheFlag() {
        when(copy.contains("checkout")).thenReturn(true);
        when(copy.isDeclared("checkout")).thenReturn(true);
    }

    @Test
    void comparisonThatEndsAfterALossIsIgnored() {
        readings.dataLost(copy); // The flag is on again after a first loss.
        readings.add(Map.of("checkout", new StoredValue.Absent()), copy);
        readings.dataLost(copy);
        readings.add(Map.of("checkout", ON), copy);
        int losses = readings.losses();
        LastReading last = last();

        readings.dataLost(copy);
        readings.compared("checkout", last, ON, losses);

        assertThat(readings.encoded("checkout")).isEqualTo(LastReading.UNKNOWN);
    }

    @Test
    void comparisonWithoutALossIsKept() {
        readings.add(Map.of("checkout", ON), copy);

        readings.compared("checkout", last(), ON, readings.losses());

        assertThat(readings.encoded("checkout")).isEqualTo("=true");
    }

    private LastReading last() {
        return Objects.requireNonNull(readings.of(List.of("checkout")).get("checkout"));
    }
}
