package io.featureflags.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.EvaluationContext;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.testing.LogLines;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RolloutSenderTests {

    private final PlannedFlag planned = new PlannedFlag();

    private final List<EvaluationContext> newUsers = PlannedFlag.users(50, true, 300);

    private final List<EvaluationContext> legacyUsers = PlannedFlag.users(50, false, 300);

    @Test
    void nothingIsSentIfNothingWasCounted() {
        planned.set(PlannedFlag.PLAN);
        planned.send();

        assertThat(planned.store.batches).isEmpty();
    }

    @Test
    void batchWithoutAnswerIsSentAgainUnchanged() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        planned.store.link = CountingStore.Link.ANSWER_LOST;
        PlannedFlag.call(counter, true, true, newUsers.subList(0, 2));
        planned.send();
        assertThat(counter.isUnsent()).isTrue();
        PlannedFlag.call(counter, true, true, newUsers.subList(2, 3));
        planned.send();
        planned.store.link = CountingStore.Link.UP;
        planned.send();
        planned.send();

        List<RolloutBatch> batches = planned.store.batches;
        assertThat(batches).hasSize(4);
        assertThat(batches.get(1)).isSameAs(batches.get(0));
        assertThat(batches.get(2)).isSameAs(batches.get(0));
        assertThat(batches.get(0).number()).isOne();
        assertThat(batches.get(3).number()).isEqualTo(2);
        assertThat(planned.store.counts().newCalls()).isEqualTo(3);
        assertThat(planned.store.counts().newFailed()).isEqualTo(3);
        assertThat(counter.isUnsent()).isFalse();
    }

    @Test
    void batchThatIsNotCountedIsKept() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        planned.store.link = CountingStore.Link.NOT_COUNTED;
        PlannedFlag.call(counter, false, false, legacyUsers);
        planned.send();
        assertThat(counter.isUnsent()).isTrue();
        assertThat(counter.progress()).isNull();
        planned.store.link = CountingStore.Link.UP;
        planned.send();

        assertThat(planned.store.counts().legacyCalls()).isEqualTo(300);
        assertThat(counter.progress()).isNotNull();
    }

    @Test
    void countsOfAnotherStepAreDropped() {
        StepCounter first = planned.set(PlannedFlag.PLAN);
        planned.store.link = CountingStore.Link.AWAY;
        PlannedFlag.call(first, true, true, newUsers);
        planned.send();
        planned.set(PlannedFlag.PLAN.replace("\"calls\": 20", "\"calls\": 30"));
        PlannedFlag.call(first, true, true, newUsers);
        planned.store.link = CountingStore.Link.UP;
        planned.send();
        assertThat(planned.store.batches).hasSize(1);
    }

    @Test
    void countsWaitWhileTheStoreIsAwayWithoutWarning() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        planned.store.link = CountingStore.Link.AWAY;
        try (LogLines lines = LogLines.begin()) {
            for (int second = 0; second < 5; second++) {
                PlannedFlag.call(counter, true, false, newUsers);
                planned.send();
            }
            assertThat(lines.of("io.featureflags.guard")).isEmpty();
        }
        planned.store.link = CountingStore.Link.UP;
        planned.send();
        planned.send();
        assertThat(planned.store.counts().newCalls()).isEqualTo(1500);
    }

    @Test
    void missingPermissionIsWarnedOfOnce() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        PlannedFlag.call(counter, true, false, newUsers);
        try (LogLines lines = LogLines.begin()) {
            planned.store.link = CountingStore.Link.FORBIDDEN;
            planned.send();
            planned.send();
            assertThat(lines.of("io.featureflags.guard"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "+hincrby", "+setbit", "~rollout*", "NOPERM");
            planned.store.link = CountingStore.Link.UP;
            planned.send();
            PlannedFlag.call(counter, true, false, newUsers);
            planned.store.link = CountingStore.Link.FORBIDDEN;
            planned.send();
            assertThat(lines.of("io.featureflags.guard")).hasSize(2);
        }
    }

    @Test
    void missingPermissionIsWarnedOfAgainAfterTheEndOfARefusedPlan() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        PlannedFlag.call(counter, true, false, newUsers);
        try (LogLines lines = LogLines.begin()) {
            planned.store.link = CountingStore.Link.FORBIDDEN;
            planned.send();
            planned.sender.send(List.of());
            PlannedFlag.call(counter, true, false, newUsers);
            planned.send();
            assertThat(lines.of("io.featureflags.guard")).hasSize(2);
        }
    }

    @Test
    void failingNewCodeIsTakenBackOnce() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        PlannedFlag.call(counter, false, false, legacyUsers);
        PlannedFlag.call(counter, true, true, newUsers.subList(0, 40));
        try (LogLines lines = LogLines.begin()) {
            planned.send();
            PlannedFlag.call(counter, true, true, newUsers);
            planned.send();
            assertThat(lines.of("io.featureflags.guard"))
                    .singleElement()
                    .asString()
                    .startsWith("WARN Guarded rollout of feature flag 'flag': 50% taken back to 0%: 40 of 40");
        }
        assertThat(planned.value()).isEqualTo(PlannedFlag.PLAN.replace("\"percentage\": 50", "\"percentage\": 0"));
        AuditEntry entry = planned.ledger.history("flag", 1).get(0);
        assertThat(entry.source()).isEqualTo(ChangeSource.AUTOMATED);
        assertThat(entry.actor()).isEqualTo("guarded rollout");
        assertThat(entry.via()).isEqualTo("rollout");
        assertThat(entry.request())
                .isEqualTo("rollout/" + planned.ledger.history("flag", 2).get(1).version());
        assertThat(planned.ledger.history("flag", 10)).hasSize(2);
    }

    @Test
    void takingBackToThePreviousStepPausesThePlan() {
        String plan = "{\"description\": \"x\", \"percentage\": 50, \"rollout\": {\"steps\": [5.0, 50, 1e2],"
                + " \"back\": \"previous\", \"other\": [1.50, null]}, \"owner\": \"ada\"}";
        StepCounter counter = planned.set(plan);
        PlannedFlag.call(counter, false, false, legacyUsers);
        PlannedFlag.call(counter, true, true, newUsers.subList(0, 40));
        planned.send();

        assertThat(planned.value())
                .isEqualTo("{\"description\": \"x\", \"percentage\": 5, \"rollout\": {\"steps\": [5.0, 50, 1e2],"
                        + " \"back\": \"previous\", \"other\": [1.50, null], \"paused\": true}, \"owner\": \"ada\"}");
    }

    @Test
    void goodNewCodeAdvances() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        PlannedFlag.call(counter, true, false, newUsers);
        PlannedFlag.call(counter, false, true, legacyUsers.subList(0, 20));
        try (LogLines lines = LogLines.begin()) {
            planned.send();
            assertThat(lines.of("io.featureflags.guard"))
                    .containsExactly(
                            "INFO Guarded rollout of feature flag 'flag': 50% raised to 100%: new 0 failing users in"
                                    + " 300 calls, legacy 20 in 20");
        }
        assertThat(planned.value()).isEqualTo(PlannedFlag.PLAN.replace("\"percentage\": 50", "\"percentage\": 100"));
    }

    @Test
    void changeByAnotherWriterWins() {
        StepCounter counter = planned.set(PlannedFlag.PLAN);
        PlannedFlag.call(counter, false, false, legacyUsers);
        PlannedFlag.call(counter, true, true, newUsers.subList(0, 40));
        RolloutBatch batch = Objects.requireNonNull(counter.batch("sender", 1, "shop@host/1"));
        counter.answered(Objects.requireNonNull(planned.store.count("flag", batch)));
        planned.set("{\"percentage\": 50, \"rollout\": {\"steps\": [50]}}");
        try (LogLines lines = LogLines.begin()) {
            new StepWriter(planned.ports).decide(counter);
            assertThat(lines.of("io.featureflags.guard")).isEmpty();
        }
        assertThat(planned.ledger.history("flag", 10)).hasSize(2);
    }
}
