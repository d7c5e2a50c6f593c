package io.featureflags.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.featureflags.decision.Percentage;
import io.featureflags.decision.RolloutPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a step advances, waits or is taken back, and what the record says of it. */
class RolloutRuleTests {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    private static final RolloutCounts ENOUGH = new RolloutCounts(300, 30_000, 0, 0, 0, 0);

    private RolloutPlan plan = plan(false, 1, 5, 25, 50, 100);

    private static RolloutPlan plan(boolean paused, int... steps) {
        List<Percentage> percentages =
                Arrays.stream(steps).mapToObj(RolloutRuleTests::percent).toList();
        return new RolloutPlan(percentages, Duration.ofMinutes(10), 300, 1.5, 200, false, paused);
    }

    private static Percentage percent(int percent) {
        return Percentage.of(BigDecimal.valueOf(percent));
    }

    private static RolloutStep step(int percent, RolloutCounts counts) {
        return new RolloutStep(percent(percent), counts);
    }

    private static RolloutProgress after(Duration time, RolloutStep present, RolloutStep... past) {
        return progress(time, present, null, 0, past);
    }

    private static RolloutProgress progress(
            Duration time, RolloutStep present, @Nullable String instance, long there, RolloutStep... past) {
        return new RolloutProgress("7-0", START, START.plus(time), List.of(past), present, 0, 0, instance, there);
    }

    private RolloutVerdict verdict(RolloutProgress progress) {
        return RolloutRule.judge(plan, progress).verdict();
    }

    private List<RolloutWait> waitsFor(RolloutProgress progress) {
        return RolloutRule.judge(plan, progress).waitsFor();
    }

    @Test
    void advancesAfterTimeAndCalls() {
        assertThat(verdict(after(Duration.ofMinutes(10), step(1, ENOUGH)))).isEqualTo(RolloutVerdict.ADVANCE);
    }

    @Test
    void waitsForTime() {
        assertThat(waitsFor(after(Duration.ofMillis(599_999), step(1, ENOUGH)))).containsExactly(RolloutWait.TIME);
    }

    @Test
    void waitsForCallsOfBothPaths() {
        for (RolloutCounts few :
                List.of(new RolloutCounts(299, 30_000, 0, 0, 0, 0), new RolloutCounts(300, 299, 0, 0, 0, 0))) {
            RolloutProgress progress = after(Duration.ofDays(30), step(1, few));
            assertThat(verdict(progress)).isEqualTo(RolloutVerdict.WAIT);
            assertThat(waitsFor(progress)).containsExactly(RolloutWait.CALLS);
        }
    }

    @Test
    void waitsWhileTheEvidenceIsNotCalm() {
        RolloutProgress failures = after(Duration.ofDays(1), step(1, new RolloutCounts(300, 30_000, 2, 0, 0, 0)));
        assertThat(waitsFor(failures)).containsExactly(RolloutWait.EVIDENCE);
        RolloutProgress slowness = after(Duration.ofDays(1), step(1, new RolloutCounts(300, 30_000, 0, 0, 2, 0)));
        assertThat(waitsFor(slowness)).containsExactly(RolloutWait.EVIDENCE);
    }

    @Test
    void pausedPlanTakesBackButDoesNotAdvance() {
        plan = plan(true, 1, 5, 25, 50, 100);
        assertThat(waitsFor(after(Duration.ofDays(1), step(1, ENOUGH)))).containsExactly(RolloutWait.PAUSED);
        assertThat(verdict(after(Duration.ZERO, step(1, new RolloutCounts(3, 297, 3, 0, 0, 0)))))
                .isEqualTo(RolloutVerdict.TAKE_BACK);
    }

    @Test
    void threeFailingUsersAtOnePercentAreTheLeast() {
        assertThat(verdict(after(Duration.ZERO, step(1, new RolloutCounts(3, 297, 3, 0, 0, 0)))))
                .isEqualTo(RolloutVerdict.TAKE_BACK);
        assertThat(verdict(after(Duration.ZERO, step(1, new RolloutCounts(2, 198, 2, 0, 0, 0)))))
                .isEqualTo(RolloutVerdict.WAIT);
    }

    @Test
    void callsOfTheNewCodeBeyondItsShareAreTakenIntoAccount() {
        RolloutCounts counts = new RolloutCounts(500, 500, 3, 0, 0, 0);
        assertThat(verdict(after(Duration.ZERO, step(1, counts)))).isEqualTo(RolloutVerdict.WAIT);
    }

    @Test
    void troubleThatBeganInAnEarlierStepCounts() {
        RolloutStep first = step(1, new RolloutCounts(1000, 99_000, 0, 50, 0, 0));
        RolloutStep second = step(5, new RolloutCounts(500, 9500, 3, 50, 0, 0));
        RolloutProgress progress =
                after(Duration.ZERO, step(25, new RolloutCounts(250, 750, 30, 20, 0, 0)), first, second);
        assertThat(RolloutRule.judge(plan, progress).evidence()).isBetween(72072.2, 72072.4);
        assertThat(verdict(progress)).isEqualTo(RolloutVerdict.TAKE_BACK);
    }

    @Test
    void skippedStepsHaveNoFailures() {
        RolloutJudgement judgement = RolloutRule.judge(plan, after(Duration.ZERO, step(25, ENOUGH)));
        assertThat(judgement.evidence()).isBetween(0.7499, 0.7501);
    }

    @Test
    void lastStepBelow100IsJudgedAndWaitsForNothing() {
        plan = plan(false, 1, 5);
        assertThat(verdict(after(Duration.ofDays(1), step(5, ENOUGH)))).isEqualTo(RolloutVerdict.WAIT);
        assertThat(waitsFor(after(Duration.ZERO, step(5, ENOUGH)))).isEmpty();
        assertThat(verdict(after(Duration.ZERO, step(5, new RolloutCounts(60, 100, 60, 0, 0, 0)))))
                .isEqualTo(RolloutVerdict.TAKE_BACK);
    }

    @Test
    void planThatDoesNotRunIsNotJudged() {
        for (int percent : new int[] {0, 7, 100}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> verdict(after(Duration.ZERO, step(percent, ENOUGH))))
                    .withMessage("The plan does not run at " + percent + "%");
        }
    }

    @Test
    void evidenceBeyondAllNumbersStaysANumber() {
        RolloutProgress progress =
                after(Duration.ZERO, step(50, new RolloutCounts(100_000, 100_000, 100_000, 100, 0, 0)));
        RolloutJudgement judgement = RolloutRule.judge(plan, progress);
        assertThat(judgement.logEvidence()).isGreaterThan(50_000);
        assertThat(judgement.evidence()).isEqualTo(Double.MAX_VALUE);
        assertThat(judgement.slowEvidence()).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void reasonNamesTheCountsAndTheInstance() {
        RolloutStep present = step(5, new RolloutCounts(412, 7830, 8, 24, 0, 0));
        RolloutProgress progress = progress(Duration.ZERO, present, "shop@host/17", 6, step(1, ENOUGH));
        RolloutJudgement judgement = RolloutRule.judge(plan, progress);
        assertThat(RolloutReason.ofTakingBack(progress, judgement, Percentage.NONE))
                .isEqualTo("5% taken back to 0%: 8 of 32 failing users had the new code, 1.6 were to be expected (E "
                        + Math.round(judgement.evidence()) + ", limit 200); new 8 in 412 calls, legacy 24 in 7830;"
                        + " 6 of the 8 on shop@host/17");
    }

    @Test
    void reasonOfSlowCodeNamesSlowUsers() {
        RolloutProgress progress = after(Duration.ZERO, step(1, new RolloutCounts(412, 40_000, 0, 0, 9, 20)));
        assertThat(RolloutReason.ofTakingBack(progress, RolloutRule.judge(plan, progress), Percentage.NONE))
                .startsWith("1% taken back to 0%: 9 of 29 slow users had the new code, 0.3 were to be expected (E ")
                .endsWith(", limit 200); new 9 in 412 calls, legacy 20 in 40000");
    }

    @Test
    void reasonOfAnAdvanceNamesTheCounts() {
        RolloutProgress progress = after(Duration.ZERO, step(1, new RolloutCounts(312, 30_514, 1, 20, 0, 0)));
        assertThat(RolloutReason.ofAdvance(progress, percent(5)))
                .isEqualTo("1% raised to 5%: new 1 failing user in 312 calls, legacy 20 in 30514");
    }

    @Test
    void planGoesBackToZeroOrToTheStepBefore() {
        assertThat(plan.backFrom(percent(25))).isEqualTo(Percentage.NONE);
        RolloutPlan previous = new RolloutPlan(plan.steps(), plan.every(), 300, 1.5, 200, true, false);
        assertThat(Stream.of(1, 5, 25).map(percent -> previous.backFrom(percent(percent))))
                .containsExactly(Percentage.NONE, percent(1), percent(5));
    }
}
