package io.featureflags.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import io.featureflags.rollout.RolloutCounts;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.rollout.RolloutStep;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.testing.Shop;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StepCounterTests {

    private final PlannedFlag planned = new PlannedFlag();

    private final List<EvaluationContext> newUsers = PlannedFlag.users(50, true, 300);

    private final List<EvaluationContext> legacyUsers = PlannedFlag.users(50, false, 300);

    @Test
    void onlyUsersDrawnByThePercentageCount() {
        StepCounter counter = planned.set("{\"percentage\": 50, \"users\": [\"ada\"], \"excluded\": [\"bob\"],"
                + " \"rules\": [{\"if\": [{\"attribute\": \"country\", \"operator\": \"equals\", \"values\": [\"AT\"]}],"
                + " \"percentage\": 100}], \"rollout\": {\"steps\": [50]}}");

        assertThat(counter.draws(EvaluationContext.of("eve"))).isTrue();
        assertThat(counter.draws(EvaluationContext.of("ada"))).isFalse();
        assertThat(counter.draws(EvaluationContext.of("bob"))).isFalse();
        assertThat(counter.draws(EvaluationContext.anonymous())).isFalse();
    }

    @Test
    void usersOutsideOfTheWindowDoNotCount() {
        StepCounter counter = planned.set(
                "{\"percentage\": 50, \"until\": \"2020-01-01T00:00:00Z\", \"rollout\": {\"steps\": [50]}}");

        assertThat(counter.draws(EvaluationContext.of("eve"))).isFalse();
    }

    @Test
    void callsOfManyThreadsAreAllCounted() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        ExecutorService threads = Executors.newFixedThreadPool(40);
        for (int i = 0; i < 40; i++) {
            threads.execute(() -> {
                for (int call = 0; call < 1000; call++) {
                    PlannedFlag.call(counter, true, false, newUsers.subList(0, 1));
                    PlannedFlag.call(counter, false, true, legacyUsers.subList(call % 100, call % 100 + 1));
                }
            });
        }
        threads.shutdown();
        Shop.soon("the calls have ended").until(threads::isTerminated);

        RolloutBatch batch = batch(counter, 1);
        assertThat(batch.newCode().calls()).isEqualTo(40_000);
        assertThat(batch.legacy().calls()).isEqualTo(40_000);
        assertThat(batch.legacy().failed()).hasSizeBetween(95, 100).doesNotHaveDuplicates();
    }

    @Test
    void everyFourthCallIsTimedAfterTheWarmUp() {
        StepCounter counter = planned.set(PlannedFlag.PLAN.replace("\"warmup\": 0", "\"warmup\": 200"));

        assertThat(timed(counter, true, 200)).isZero();
        assertThat(timed(counter, true, 400)).isEqualTo(100);
        assertThat(timed(counter, false, 200)).isZero();
        StepCounter next = planned.set(PlannedFlag.PLAN.replace("\"warmup\": 0", "\"warmup\": 201"));
        assertThat(timed(next, true, 400)).isEqualTo(100);
    }

    @Test
    void nothingIsTimedIfLatencyIsNotJudged() {
        StepCounter counter =
                planned.set(PlannedFlag.PLAN.replace("\"warmup\": 0", "\"warmup\": 0, \"slower\": false"));

        assertThat(timed(counter, true, 100)).isZero();
    }

    private static long timed(StepCounter counter, boolean newCode, int calls) {
        return IntStream.range(0, calls)
                .filter(call -> counter.begin(newCode) != 0)
                .count();
    }

    @Test
    void bucketsHaveFourToADoubling() {
        assertThat(List.of(0L, 1L, 2L, 4L, 1024L, 1L << 62).stream().map(DurationBuckets::bucket))
                .containsExactly(0, 0, 4, 8, 40, 248);
        for (long nanos : new long[] {3, 5, 1000, 1217, 1218, 1448, 1449, 1722, 1723, 123_456_789}) {
            assertThat(DurationBuckets.bucket(nanos)).as("%s", nanos).isEqualTo((int)
                    Math.floor(4 * Math.log((double) nanos) / Math.log(2)));
        }
    }

    @Test
    void lessThanAMillisecondIsNotSlow() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        counter.answered(answer(1000, 0));
        slowCall(counter, false, 1_000_000, legacyUsers.get(0));
        slowCall(counter, true, 1_500_000, newUsers.get(0));
        slowCall(counter, true, 1_500_001, newUsers.get(1));
        RolloutBatch batch = batch(counter, 1);
        assertThat(batch.legacy().slow()).isEmpty();
        assertThat(batch.newCode().slow()).hasSize(1);
    }

    @Test
    void legacyDurationsAreSentUntilTheRulerIsKnown() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        slowCall(counter, false, 1024, legacyUsers.get(0));
        slowCall(counter, true, 9999, newUsers.get(0));

        RolloutBatch batch = batch(counter, 1);
        assertThat(batch.ruler()).isEqualTo(Map.of(40, 1L));
        assertThat(batch.legacy().slow()).isEmpty();
        assertThat(batch.newCode().slow()).isEmpty();

        counter.answered(answer(2_000_000, 0));
        slowCall(counter, false, 2_000_000, legacyUsers.get(0));
        slowCall(counter, false, 2_000_001, legacyUsers.get(1));
        slowCall(counter, true, 3_000_000, newUsers.get(0));
        slowCall(counter, true, 3_000_001, newUsers.get(1));
        RolloutBatch next = batch(counter, 2);
        assertThat(next.ruler()).isEmpty();
        assertThat(next.legacy().slow()).hasSize(1);
        assertThat(next.newCode().slow()).hasSize(1);
    }

    private void slowCall(StepCounter counter, boolean newCode, long nanos, EvaluationContext user) {
        long begun = planned.nanos.get();
        planned.nanos.addAndGet(nanos);
        counter.end(newCode, false, begun, user);
    }

    @Test
    void userIsSentOnceUntilTheStoreForgets() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        EvaluationContext user = newUsers.get(0);

        assertThat(failures(counter, user, 1)).hasSize(1);
        counter.answered(answer(0, 7));
        assertThat(failures(counter, user, 2)).isEmpty();
        counter.answered(answer(0, 8));
        assertThat(failures(counter, user, 3)).hasSize(1);
        assertThat(planned.alarms).hasValue(2);
    }

    @Test
    void userIsSentAgainAfterTheStoreHasLostItsCounts() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        EvaluationContext user = newUsers.get(0);
        assertThat(failures(counter, user, 1)).hasSize(1);
        counter.answered(answer(Instant.EPOCH));
        assertThat(failures(counter, user, 2)).isEmpty();
        counter.answered(answer(Instant.EPOCH.plusSeconds(1)));
        assertThat(failures(counter, user, 3)).hasSize(1);
    }

    private static List<Integer> failures(StepCounter counter, EvaluationContext user, int number) {
        PlannedFlag.call(counter, true, true, List.of(user));
        return batch(counter, number).newCode().failed();
    }

    @Test
    void userWithTheAnswerOfAnotherValueDoesNotFail() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        PlannedFlag.call(counter, true, true, legacyUsers);
        PlannedFlag.call(counter, false, true, newUsers);

        RolloutBatch batch = batch(counter, 1);
        assertThat(batch.newCode().failed()).isEmpty();
        assertThat(batch.legacy().failed()).isEmpty();
        assertThat(batch.newCode().calls()).isEqualTo(300);
    }

    @Test
    void stormOfFailuresIsSentInBoundedBatches() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        IntStream.range(0, 100_000).mapToObj(i -> EvaluationContext.of("u" + i)).forEach(user -> {
            counter.end(true, true, 0, user);
            counter.end(false, true, 0, user);
        });

        Set<Integer> slots = new HashSet<>();
        long calls = 0;
        int number = 0;
        for (RolloutBatch batch = counter.batch("s", 1, "i"); batch != null; batch = counter.batch("s", number, "i")) {
            number++;
            int users =
                    batch.newCode().failed().size() + batch.legacy().failed().size();
            assertThat(users).isLessThanOrEqualTo(RolloutBatch.MAX_SLOTS);
            if (StepCounts.isFull(batch)) { // Neither path comes first.
                assertThat(batch.newCode().failed()).hasSizeBetween(400, 600);
            }
            batch.newCode().failed().forEach(slot -> assertThat(slots.add(slot)).isTrue());
            batch.legacy().failed().forEach(slot -> assertThat(slots.add(slot)).isTrue());
            calls += batch.newCode().calls() + batch.legacy().calls();
            counter.answered(answer(0, 0));
        }
        assertThat(calls).isEqualTo(200_000);
        assertThat(slots).hasSizeBetween(16_300, SlotSet.SLOTS);
        assertThat(number).isBetween(17, 18);
    }

    private static RolloutBatch batch(StepCounter counter, int number) {
        return Objects.requireNonNull(counter.batch("sender", number, "shop@host/1"));
    }

    private RolloutProgress answer(long rulerNanos, long generation) {
        return answer(Instant.EPOCH, rulerNanos, generation);
    }

    private RolloutProgress answer(Instant since) {
        return answer(since, 0, 0);
    }

    private RolloutProgress answer(Instant since, long rulerNanos, long generation) {
        StepCounter counter = Objects.requireNonNull(planned.flag.plan());
        return new RolloutProgress(
                "1-0",
                since,
                since,
                List.of(),
                new RolloutStep(counter.percentage(), RolloutCounts.NONE),
                rulerNanos,
                generation,
                null,
                0);
    }
}
