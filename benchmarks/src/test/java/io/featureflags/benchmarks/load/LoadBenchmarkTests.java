package io.featureflags.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.featureflags.benchmarks.Table;
import io.featureflags.benchmarks.jmh.Results;
import io.featureflags.benchmarks.jmh.SmokeRun;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

/** Checks that every benchmark runs and answers correctly. Their speed is for full runs only. */
class LoadBenchmarkTests {

    @Test
    void everyContenderAnswersAndEveryTargetHasItsFigure() throws RunnerException {
        Results results = SmokeRun.of(LoadBenchmark.class);

        List<Table> tables = LoadBenchmark.tables(results);
        assertThat(tables).extracting(table -> table.rows().size()).containsExactly(20, 10, 15, LoadTargets.ALL.size());
        assertThat(tables.get(2).rows())
                .extracting(row -> row.get(0))
                .containsExactly(
                        "ChangingFf4j",
                        "ChangingFf4jCachedRedis",
                        "ChangingFlagsmith",
                        "ChangingLaunchDarkly",
                        "ChangingOpenFeature",
                        "ChangingOurs",
                        "ChangingOursRedis",
                        "ChangingToggled",
                        "ChangingTogglz",
                        "ChangingUnleash",
                        "MeteredLaunchDarkly",
                        "MeteredOpenFeature",
                        "MeteredOurs",
                        "MeteredToggled",
                        "MeteredUnleash");
        assertThat(tables.subList(2, 4))
                .allSatisfy(table -> assertThat(table.rows())
                        .allSatisfy(row -> assertThat(row).doesNotContain(Table.NOT_MEASURED)));
    }

    @Test
    void changesFlagsInTurn() throws InterruptedException {
        CountDownLatch threeChanges = new CountDownLatch(3);
        boolean[] seen = {true, false};
        Changer changer = Changer.start(seen, (flag, on) -> {
            seen[flag] = on;
            threeChanges.countDown();
        });

        threeChanges.await();

        assertThat(changer.end()).isEqualTo(seen);
    }

    @Test
    void endFailsAfterAFailedChange() throws InterruptedException {
        CountDownLatch failing = new CountDownLatch(1);
        Changer changer = Changer.start(new boolean[] {true}, (flag, on) -> {
            failing.countDown();
            throw new IllegalArgumentException("no store");
        });

        failing.await();

        assertThatIllegalStateException()
                .isThrownBy(changer::end)
                .withRootCauseInstanceOf(IllegalArgumentException.class);
    }
}
