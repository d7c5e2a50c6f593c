package io.featureflags.hygiene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import io.featureflags.spi.FlagReferences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The report is written at the start and once each day of UTC. */
@ExtendWith(OutputCaptureExtension.class)
class DailyHygieneTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final LookedAtClock clock = new LookedAtClock();

    private final AtomicInteger written = new AtomicInteger();

    private volatile boolean fails;

    private final DailyHygiene hygiene = new DailyHygiene(
            new HygieneReport(
                    () -> {
                        written.incrementAndGet();
                        if (fails) {
                            throw new IllegalStateException("of others");
                        }
                        return List.of();
                    },
                    new NoCode(),
                    flag -> null),
            clock,
            Duration.ofMillis(5));

    /** Where it is later than in UTC; counts how often somebody looks. */
    private static final class LookedAtClock extends Clock {

        volatile Instant now = Instant.parse("2026-12-31T20:00:00Z");

        final AtomicInteger looks = new AtomicInteger();

        @Override
        public Instant instant() {
            looks.incrementAndGet();
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.ofHours(8);
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoCode implements FlagReferences {

        @Override
        public Set<String> flags() {
            return Set.of();
        }

        @Override
        public List<CodeReference> of(String flag) {
            return List.of();
        }

        @Override
        public CallCounts calls(String flag) {
            return CallCounts.NONE;
        }
    }

    @AfterEach
    void stop() {
        hygiene.stop();
    }

    @Test
    void isWrittenAtTheStartAndOnceADayOfUtc() {
        hygiene.start();
        hygiene.start();
        assertThat(hygiene.isRunning()).isTrue();
        awaitLooks();
        assertThat(written).as("that of the start, and those without a date").hasValue(2);

        clock.now = Instant.parse("2026-12-31T23:59:59.999Z");
        awaitLooks();
        assertThat(written).hasValue(2);

        clock.now = Instant.parse("2027-01-01T00:00:00Z");
        await().atMost(LIMIT).until(() -> written.get() == 3);
        awaitLooks();
        assertThat(written).hasValue(3);
    }

    @Test
    void reportThatFailsIsWrittenAgainTheNextDay(CapturedOutput output) {
        fails = true;
        hygiene.start();
        await().atMost(LIMIT).until(() -> written.get() == 2);
        clock.now = Instant.parse("2027-01-01T00:00:00Z");
        await().atMost(LIMIT).until(() -> written.get() == 3);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(output).contains("The daily report on old feature flags has failed"));
    }

    @Test
    void nothingIsWrittenAfterTheStop() {
        hygiene.start();
        awaitLooks();
        hygiene.stop();
        hygiene.stop();
        assertThat(hygiene.isRunning()).isFalse();
        await().atMost(LIMIT)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("feature-flags-hygiene")));
    }

    private void awaitLooks() {
        int before = clock.looks.get();
        await().atMost(LIMIT).until(() -> clock.looks.get() > before + 5);
    }
}
