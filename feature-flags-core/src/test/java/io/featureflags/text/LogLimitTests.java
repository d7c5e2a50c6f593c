package io.featureflags.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The limit of messages that other programs can cause. */
class LogLimitTests {

    private long now;

    private final LogLimit limit = new LogLimit(() -> now);

    @Test
    void oneMessageAMinuteForEachSubject() {
        assertThat(limit.limit("a", "first")).isEqualTo("first");
        now += TimeUnit.SECONDS.toNanos(59);
        IntStream.range(0, 690)
                .forEach(i -> assertThat(limit.limit("a", "more")).isNull());
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(limit.limit("a", "next")).isEqualTo("next (and 690 more such messages before)");
        assertThat(limit.limit("b", "other")).isEqualTo("other");
    }

    @Test
    void tenMessagesInAnyMinuteForAllSubjects() {
        for (int second = 0; second < 300; second++) {
            now = TimeUnit.SECONDS.toNanos(second);
            int current = second;
            long logged = IntStream.range(0, 100)
                    .filter(i -> limit.limit(current + "/" + i, "message") != null)
                    .count();
            assertThat(logged).isEqualTo(second % 60 == 0 ? 10 : 0);
        }
    }
}
