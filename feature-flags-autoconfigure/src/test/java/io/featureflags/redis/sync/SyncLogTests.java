package io.featureflags.redis.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.SyncMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** R44: what is logged is a change of the state. */
@ExtendWith(OutputCaptureExtension.class)
class SyncLogTests {

    private final Throwable refused = new IllegalStateException("Unable to connect", new RuntimeException("no"));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T03:00:00Z"));

    private final InstantSource source = now::get;

    private final Clock clock = source.withZone(ZoneOffset.UTC);

    private final SyncLog log = new SyncLog(clock);

    @Test
    void outageIsOneWarningAndItsEndOneInfo(CapturedOutput output) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            now.updateAndGet(instant -> instant.plusMillis(500));
            log.down(refused);
        }
        log.current(SyncMode.TRACKING, null);
        log.current(SyncMode.TRACKING, null);

        assertThat(output)
                .containsOnlyOnce("Redis does not answer (Unable to connect: no): feature flags keep")
                .containsOnlyOnce("Redis answers again")
                .doesNotContain("\tat ");
    }

    @Test
    void outagesThatComeAndGoAreOneWarningAMinute(CapturedOutput output) {
        for (int second = 0; second < 180; second++) {
            now.updateAndGet(instant -> instant.plus(Duration.ofSeconds(1)));
            log.down(refused);
            log.current(SyncMode.TRACKING, null);
        }

        assertThat(output.toString().split("Redis does not answer", -1)).hasSize(4);
        assertThat(output.toString().split("Redis answers again", -1)).hasSize(4);
    }

    @Test
    void askingInsteadOfBeingToldIsSaidWithItsReasonUntilItIsOver(CapturedOutput output) {
        log.current(SyncMode.POLLING, "Redis says NOPERM");
        log.current(SyncMode.POLLING, "Redis says NOPERM");
        assertThat(output).containsOnlyOnce("and follow a change only then: Redis says NOPERM");
        log.current(SyncMode.TRACKING, null);
        log.current(SyncMode.TRACKING, null);
        assertThat(output).containsOnlyOnce("Redis tells of changes of feature flags");
    }
}
