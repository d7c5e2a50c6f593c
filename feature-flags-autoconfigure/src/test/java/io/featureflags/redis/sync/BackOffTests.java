package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackOffTests {

    private final BackOff backOff = backOff(1);

    @Test
    void waitsFrom10MillisecondsToHalfASecond() {
        assertThat(backOff.next().toMillis()).isBetween(10L, 20L);
        assertThat(backOff.next().toMillis()).isBetween(20L, 40L);
        assertThat(backOff.next().toMillis()).isBetween(40L, 80L);
        IntStream.range(0, 100).forEach(attempt -> backOff.next());
        assertThat(LongStream.generate(() -> backOff.next().toMillis()).limit(1000))
                .allMatch(millis -> millis >= 250 && millis <= 500)
                .anyMatch(millis -> millis < 300)
                .anyMatch(millis -> millis > 450);
    }

    @Test
    void beginsAnewAfterASuccess() {
        IntStream.range(0, 10).forEach(attempt -> backOff.next());

        backOff.reset();

        assertThat(backOff.next().toMillis()).isBetween(10L, 20L);
    }

    /** R39: ten instances that lose Redis together do not come back within the same moment. */
    @Test
    void instancesDoNotComeBackInStep() {
        List<Long> comingBack = IntStream.range(0, 10)
                .mapToObj(instance -> backOff(instance))
                .map(instance -> LongStream.generate(() -> instance.next().toMillis())
                        .limit(8)
                        .sum())
                .sorted()
                .toList();

        assertThat(comingBack.get(9) - comingBack.get(0)).isGreaterThan(100);
        assertThat(comingBack).doesNotHaveDuplicates();
    }

    private static BackOff backOff(long seed) {
        return new BackOff(new Random(seed), Duration.ofMillis(20), Duration.ofMillis(500));
    }
}
