package io.featureflags.redis.ledger;

import static io.featureflags.redis.ledger.RolloutBatches.at;
import static io.featureflags.redis.ledger.RolloutBatches.by;
import static io.featureflags.redis.ledger.RolloutBatches.calls;
import static io.featureflags.redis.ledger.RolloutBatches.failed;
import static io.featureflags.redis.ledger.RolloutBatches.next;
import static io.featureflags.redis.ledger.RolloutBatches.paths;
import static io.featureflags.redis.ledger.RolloutBatches.plan;
import static io.featureflags.redis.ledger.RolloutBatches.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.ChangeSource;
import io.featureflags.FlagState;
import io.featureflags.FlagStoreException;
import io.featureflags.FlagWrite;
import io.featureflags.rollout.RolloutCounts;
import io.featureflags.rollout.RolloutProgress;
import io.featureflags.rollout.RolloutStep;
import io.featureflags.spi.RolloutBatch;
import io.featureflags.spi.RolloutStore;
import io.featureflags.testing.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What is counted, under which version, and once. */
class RedisRolloutStoreTests {

    private static final long TRILLION = 1_000_000_000_000L;

    private static final RedisProcess redis = RedisProcess.start();

    private static final LettuceConnectionFactory source = LedgerServers.lettuce(redis.port());

    private final RedisFlagLedger ledger = LedgerServers.ledger(source, LedgerServers::ignore);

    private final RolloutStore rollouts = ledger.rollouts();

    @AfterAll
    static void end() {
        source.destroy();
        redis.close();
    }

    @BeforeEach
    void empty() {
        redis.run("FLUSHALL");
    }

    @AfterEach
    void stop() {
        ledger.stop();
    }

    @Test
    void answersWithAllCountsOfOneMoment() {
        String version = set(plan(1));
        Instant before = Instant.now();
        RolloutBatch batch = paths(
                at(1),
                new RolloutBatch.Path(20, List.of(1, 2), List.of(3)),
                new RolloutBatch.Path(980, List.of(0, 16_383, 5), List.of(0, 16_383)));

        RolloutProgress progress = count(batch);
        assertThat(progress.version()).isEqualTo(version);
        assertThat(progress.present()).isEqualTo(new RolloutStep(batch.step(), new RolloutCounts(20, 980, 2, 3, 1, 2)));
        assertThat(progress.past()).isEmpty();
        assertThat(progress.rulerNanos()).isZero();
        assertThat(progress.generation()).isZero();
        assertThat(progress.mostFailing()).isEqualTo("one");
        assertThat(progress.failedThere()).isEqualTo(2);
        assertThat(progress.now()).isEqualTo(progress.since());
        assertThat(Duration.between(before, progress.now()).abs()).isLessThan(Duration.ofMinutes(1));

        RolloutProgress later = count(calls(next(batch), 1, 2));
        assertThat(later.since()).isEqualTo(progress.since());
        assertThat(later.now()).isAfter(progress.now());
        assertThat(later.present().counts()).isEqualTo(new RolloutCounts(21, 982, 2, 3, 1, 2));
    }

    @Test
    void batchCountsOnce() {
        set(plan(1));
        RolloutBatch batch = calls(at(1), 10, 20);
        count(batch);

        assertThat(counts(count(batch))).isEqualTo(onlyCalls(10, 20));
        assertThat(counts(count(next(batch)))).isEqualTo(onlyCalls(20, 40));
        assertThat(counts(count(batch))).isEqualTo(onlyCalls(20, 40));
        assertThat(counts(count(by(batch, "sender-2", 1, "one")))).isEqualTo(onlyCalls(30, 60));
    }

    @Test
    void batchOfAnotherValueIsNotCounted() {
        set(plan(1));
        count(calls(at(1), 10, 20));
        set(plan(5));

        assertThat(rollouts.count("a", calls(next(at(1)), 10, 20))).isNull();
        assertThat(rollouts.progress("a")).isNull();
        assertThat(counts(count(calls(next(at(5)), 1, 2)))).isEqualTo(onlyCalls(1, 2));
        ledger.write("a", null, FlagWrite.by("ada"));
        assertThat(rollouts.count("a", calls(next(at(5)), 1, 2))).isNull();
    }

    @Test
    void valueIsRecordedBeforeItIsCounted() {
        set("false");
        redis.run("SET", "feature:a", plan(1));
        assertThat(rollouts.count("a", calls(at(1), 10, 20))).isNull();
        assertThat(redis.run("EXISTS", "rollout:{feature:a}", "rollout-users:{feature:a}"))
                .isEqualTo("0");
        String version = ledger.read("a").version();

        RolloutProgress progress = count(calls(at(1), 10, 20));
        assertThat(progress.version()).isEqualTo(version);
        assertThat(counts(progress)).isEqualTo(onlyCalls(10, 20));
    }

    @Test
    void valueOfTheFirstReadingCountsWithoutAnEntry() {
        redis.run("SET", "feature:a", plan(1));
        assertThat(rollouts.count("a", calls(at(1), 10, 20))).isNull();
        ledger.read("a");

        assertThat(count(calls(at(1), 10, 20)).version()).isEqualTo(FlagState.NO_CHANGES);
        assertThat(ledger.history("a", 10)).isEmpty();
    }

    @Test
    void samePlanAfterAnotherValueStartsAnew() {
        set(plan(1));
        RolloutBatch batch = failed(timed(at(1), Map.of(80, 200L)), List.of(1), List.of(2));
        count(batch);
        set("0%");
        set(plan(1));

        assertThat(counts(count(batch))).as("sent again").isEqualTo(RolloutCounts.NONE);
        RolloutProgress progress = count(failed(next(at(1)), List.of(1), List.of()));
        assertThat(counts(progress)).isEqualTo(new RolloutCounts(1, 0, 1, 0, 0, 0));
        assertThat(progress.past()).isEmpty();
        assertThat(progress.rulerNanos()).isZero();
        assertThat(progress.generation()).as("instances forget what they sent").isEqualTo(1);
    }

    @Test
    void damagedCountsAreAClearError() {
        set(plan(1));
        count(failed(at(1), List.of(1), List.of(2)));
        for (String field : List.of("newFailed", "since", "step")) {
            redis.run("HSET", "rollout:{feature:a}", field, "-5x");
            assertThatExceptionOfType(FlagStoreException.class)
                    .isThrownBy(() -> rollouts.progress("a"))
                    .withMessageContaining("Delete the key rollout:{feature:a}.");
        }
        redis.run("DEL", "rollout:{feature:a}");
        assertThat(rollouts.progress("a")).isNull();
    }

    @Test
    void raisedStepKeepsEarlierCountsUsersAndRuler() {
        set(plan(1));
        RolloutBatch first = failed(timed(at(1), Map.of(80, 200L)), List.of(1, 2), List.of(3));
        RolloutProgress earlier = count(first);
        String version = advance(plan(5));
        assertThat(rollouts.progress("a")).isNull();
        RolloutBatch second = by(failed(at(5), List.of(1, 3, 4), List.of(2)), "sender-2", 1, "two");

        RolloutProgress progress = count(second);
        assertThat(progress.version()).isEqualTo(version);
        assertThat(progress.past()).containsExactly(earlier.present());
        assertThat(progress.present()).isEqualTo(new RolloutStep(second.step(), new RolloutCounts(3, 1, 1, 0, 0, 0)));
        assertThat(progress.since()).isEqualTo(progress.now()).isAfter(earlier.since());
        assertThat(progress.rulerNanos()).isEqualTo(earlier.rulerNanos()).isPositive();
        assertThat(progress.generation()).isZero();
        assertThat(progress.mostFailing()).isEqualTo("two");
        assertThat(progress.failedThere()).isEqualTo(1);

        advance(plan(25));
        assertThat(count(calls(at(25), 1, 1), "sender-3").past())
                .containsExactly(earlier.present(), progress.present());
    }

    @Test
    void stepBackOrByAPersonClearsTheCounts() {
        set(plan(5));
        count(failed(timed(at(5), Map.of(80, 200L)), List.of(1), List.of()));
        advance(plan(1));
        RolloutProgress back = count(failed(next(at(1)), List.of(1), List.of()));
        assertThat(back.past()).isEmpty();
        assertThat(counts(back)).isEqualTo(new RolloutCounts(1, 0, 1, 0, 0, 0));

        set(plan(25));
        RolloutProgress byPerson = count(failed(next(next(at(25))), List.of(1), List.of()));
        assertThat(byPerson.past()).isEmpty();
        assertThat(byPerson.rulerNanos()).isZero();
        assertThat(counts(byPerson)).isEqualTo(new RolloutCounts(1, 0, 1, 0, 0, 0));
    }

    @Test
    void userCountsOnceOverPathsAndInstances() {
        set(plan(1));
        count(failed(at(1), List.of(1, 1, 2), List.of(2, 3)));
        RolloutProgress progress = count(by(failed(at(1), List.of(3, 4), List.of(1, 5)), "sender-2", 1, "two"));
        assertThat(counts(progress)).isEqualTo(new RolloutCounts(5, 4, 3, 2, 0, 0));

        RolloutBatch.Path slow = new RolloutBatch.Path(1, List.of(), List.of(1));
        assertThat(counts(count(paths(next(at(1)), slow, slow)))).isEqualTo(new RolloutCounts(6, 5, 3, 2, 1, 0));
    }

    @Test
    void instanceWithMostFailuresIsNamed() {
        set(plan(1));
        assertThat(count(calls(at(1), 1, 1)).mostFailing()).isNull();
        count(failed(next(at(1)), List.of(1, 2), List.of(20, 21, 22, 23)));
        RolloutBatch other = by(failed(at(1), List.of(3, 4), List.of()), "sender-2", 1, "two");
        assertThat(count(other).mostFailing()).isEqualTo("one");

        RolloutProgress progress = count(failed(next(other), List.of(5), List.of(6)));
        assertThat(progress.mostFailing()).isEqualTo("two");
        assertThat(progress.failedThere()).isEqualTo(3);
    }

    @Test
    void halfFullHalfOfTheBitmapIsCleared() {
        set(plan(1));
        RolloutBatch batch = at(1);
        RolloutProgress progress = count(paths(batch, path(List.of(), slots(0, 1000)), RolloutBatches.NOTHING));
        for (int from = 0; from < 8192; from += 1000) {
            assertThat(progress.generation()).isZero();
            batch = next(batch);
            progress = count(failed(batch, List.of(), slots(from, Math.min(from + 1000, 8192))));
        }
        assertThat(progress.generation()).isEqualTo(1);
        assertThat(counts(progress)).isEqualTo(new RolloutCounts(1000, 8192, 0, 8192, 1000, 0));

        progress = count(failed(next(batch), List.of(0), List.of()));
        assertThat(progress.generation()).isEqualTo(1);
        assertThat(progress.present().counts().newFailed()).isEqualTo(1);
    }

    @Test
    void rulerIsThe90thPercentileOf100TimedCallsAndFixed() {
        set(plan(1));
        assertThat(count(timed(at(1), Map.of(80, 50L, 84, 39L))).rulerNanos()).isZero();
        RolloutBatch second = by(timed(at(1), Map.of(84, 1L, 100, 10L)), "sender-2", 1, "two");
        RolloutProgress progress = count(second);
        assertThat(progress.rulerNanos()).isEqualTo((long) Math.pow(2, 85 / 4.0));

        assertThat(count(timed(next(second), Map.of(120, 10_000L))).rulerNanos())
                .isEqualTo(progress.rulerNanos());
    }

    @Test
    void countsStayExactUpToATrillion() {
        set(plan(1));
        RolloutBatch batch = calls(at(1), TRILLION - 1, 7 * TRILLION + 3);
        assertThat(counts(count(batch))).isEqualTo(onlyCalls(TRILLION - 1, 7 * TRILLION + 3));
        assertThat(counts(count(calls(next(batch), 2, 1)))).isEqualTo(onlyCalls(TRILLION + 1, 7 * TRILLION + 4));
        advance(plan(5));

        assertThat(count(calls(next(next(at(5))), 1, 1)).past().get(0).counts())
                .isEqualTo(onlyCalls(TRILLION + 1, 7 * TRILLION + 4));
    }

    @Test
    void readingCountsNothing() {
        set(plan(1));
        assertThat(rollouts.progress("a")).isNull();
        RolloutProgress counted = count(failed(at(1), List.of(1), List.of(2)));
        redis.run("CONFIG", "RESETSTAT");

        RolloutProgress read = Objects.requireNonNull(rollouts.progress("a"));
        assertThat(read.present()).isEqualTo(counted.present());
        assertThat(read.now()).isAfter(counted.now());
        assertThat(redis.run("INFO", "commandstats"))
                .contains("cmdstat_hget")
                .doesNotContain("cmdstat_hset", "cmdstat_hincrby", "cmdstat_expire", "cmdstat_setbit");
    }

    @Test
    void countsAreKept30DaysAfterTheLastOne() {
        set(plan(1));
        count(failed(at(1), List.of(1), List.of()));
        redis.run("EXPIRE", "rollout:{feature:a}", "1000");
        redis.run("EXPIRE", "rollout-users:{feature:a}", "1000");
        count(calls(next(at(1)), 1, 1));

        long days30 = Duration.ofDays(30).toSeconds();
        assertThat(Long.parseLong(redis.run("TTL", "rollout:{feature:a}"))).isBetween(days30 - 60, days30);
        assertThat(Long.parseLong(redis.run("TTL", "rollout-users:{feature:a}")))
                .isBetween(days30 - 60, days30);
    }

    private String set(String value) {
        return Objects.requireNonNull(ledger.write("a", value, FlagWrite.by("ada")))
                .version();
    }

    private String advance(String value) {
        FlagWrite write = new FlagWrite("guarded rollout", ChangeSource.AUTOMATED, "rollout", null, null, value);
        return Objects.requireNonNull(ledger.write("a", value, write)).version();
    }

    private RolloutProgress count(RolloutBatch batch) {
        return Objects.requireNonNull(rollouts.count("a", batch));
    }

    private RolloutProgress count(RolloutBatch batch, String sender) {
        return count(by(batch, sender, 1, "one"));
    }

    private static RolloutCounts counts(RolloutProgress progress) {
        return progress.present().counts();
    }

    private static RolloutCounts onlyCalls(long newCode, long legacy) {
        return new RolloutCounts(newCode, legacy, 0, 0, 0, 0);
    }

    private static RolloutBatch.Path path(List<Integer> failed, List<Integer> slow) {
        return new RolloutBatch.Path(slow.size(), failed, slow);
    }

    private static List<Integer> slots(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
