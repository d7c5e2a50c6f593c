package io.featureflags.redis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random delays of taking over. */
class TakeoverDelayTests {

    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** Time in which the others do not know yet that the first one has taken over. */
    private static final Duration UNNOTICED = Duration.ofMillis(10);

    private static final int ROUNDS = 200;

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 100, 1_000, 10_000})
    void fewInstancesAreTheFirst(int instances) {
        long seed = new Random().nextLong();
        System.out.println("TakeoverDelayTests seed " + seed);
        TakeoverDelay delay = new TakeoverDelay(new Random(seed));
        long first = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Duration[] delays = new Duration[instances];
            Arrays.setAll(delays, instance -> delay.next(LONGEST));
            assertThat(delays).allMatch(each -> !each.isNegative() && each.compareTo(LONGEST) <= 0);
            Duration noticed =
                    Arrays.stream(delays).min(Duration::compareTo).orElseThrow().plus(UNNOTICED);
            first += Arrays.stream(delays)
                    .filter(each -> each.compareTo(noticed) < 0)
                    .count();
        }
        assertThat((double) first / ROUNDS).isBetween(1.0, 3.0);
    }
}
