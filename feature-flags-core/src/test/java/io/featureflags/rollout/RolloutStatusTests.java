package io.featureflags.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.featureflags.decision.Percentage;
import io.featureflags.decision.RolloutPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A guarded rollout as people see it. */
class RolloutStatusTests {

    private static final Percentage FIVE = new Percentage(5000);

    private static final Percentage ONE = new Percentage(1000);

    private RolloutPlan plan = plan(false);

    private static RolloutPlan plan(boolean paused) {
        return new RolloutPlan(
                List.of(ONE, FIVE, Percentage.ALL), Duration.ofMinutes(10), 300, 1.5, 200, false, paused);
    }

    private static RolloutProgress progress(Percentage step, RolloutCounts counts) {
        return new RolloutProgress(
                "7-0",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                List.of(),
                new RolloutStep(step, counts),
                0,
                0,
                null,
                0);
    }

    @Test
    void runningPlanHasItsCountsInWords() {
        RolloutStatus status =
                RolloutStatus.of(plan, FIVE, progress(FIVE, new RolloutCounts(412, 7830, 1, 24, 0, 0)), true);
        assertThat(status.inWords())
                .isEqualTo("step 5% of 1%, 5%, 100%: new 1 failing user in 412 calls, legacy 24 in 7830 (E "
                        + "0.21; of slowness 1.00); waits for time");
        assertThat(status.waitsFor()).extracting(RolloutWait::word).containsExactly("time");
    }

    @Test
    void planWithoutCountsWaitsForTimeAndCalls() {
        RolloutStatus status = RolloutStatus.of(plan, ONE, null, true);
        assertThat(status.counts()).isEqualTo(RolloutCounts.NONE);
        assertThat(Objects.requireNonNull(status.judgement()).evidence()).isBetween(0.49, 0.51);
        assertThat(status.inWords()).endsWith("; waits for time and calls");
    }

    @Test
    void countsOfAnotherStepAreNotShown() {
        RolloutStatus status = RolloutStatus.of(plan, ONE, progress(FIVE, new RolloutCounts(9, 9, 9, 9, 9, 9)), true);
        assertThat(status.progress()).isNull();
        assertThat(status.counts()).isEqualTo(RolloutCounts.NONE);
    }

    @Test
    void planOfAStoreThatIsAwayWaitsForRedis() {
        assertThat(RolloutStatus.of(plan, ONE, null, false).waitsFor())
                .containsExactly(RolloutWait.TIME, RolloutWait.CALLS, RolloutWait.REDIS);
    }

    @Test
    void pausedPlanWaitsForAPerson() {
        plan = plan(true);
        assertThat(RolloutStatus.of(plan, ONE, null, true).inWords())
                .endsWith("; waits for time and calls and a person (paused)");
    }

    @Test
    void planThatDoesNotRunWaitsForNothing() {
        RolloutStatus back = RolloutStatus.of(plan, Percentage.NONE, null, true);
        assertThat(back.waitsFor()).isEmpty();
        assertThat(back.judgement()).isNull();
        assertThat(back.inWords()).isEqualTo("does not run at 0%, steps 1%, 5%, 100%");
        assertThat(RolloutStatus.of(plan, Percentage.ALL, null, true).inWords())
                .isEqualTo("done at 100%, steps 1%, 5%, 100%");
    }

    @Test
    void largeEvidenceIsShort() {
        RolloutStatus status =
                RolloutStatus.of(plan, FIVE, progress(FIVE, new RolloutCounts(500, 9500, 40, 0, 5, 20)), true);
        assertThat(status.inWords()).matches(".*\\(E \\d\\.\\de\\+\\d+; of slowness \\d+\\).*");
    }

    @Test
    void countsAreNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RolloutCounts(0, 0, -1, 0, 0, 0));
    }

    @Test
    void stepsRiseAndAreFew() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutPlan(List.of(), Duration.ofMinutes(1), 1, null, 0, false, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutPlan(List.of(FIVE, ONE), Duration.ofMinutes(1), 1, null, 0, false, false));
    }
}
