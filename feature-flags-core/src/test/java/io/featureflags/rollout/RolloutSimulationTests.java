package io.featureflags.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promises of {@code docs/guarded-rollout.md}, by simulated rollouts. {@code -Drollout.runs=10000} runs as many of each as the
 * table of that page; the default is fewer, with limits that leave room for chance.
 */
class RolloutSimulationTests {

    private static final int RUNS = Integer.getInteger("rollout.runs", 200);

    /** The promise is 0.6 %; at the measured 0.35 %, seven alarms of 200 runs are less likely than 1 in 40,000. */
    private static final double FALSE_ALARMS = RUNS >= 10_000 ? .006 : .03;

    private final long seed = System.nanoTime();

    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource({"20, .001", "200, .001", "20, .01", "200, .01", "20, .05", "200, .05"})
    void goodCodeIsNotTakenBack(int rate, double fails) {
        assertFalseAlarms("good " + fails + " at " + rate + "/s", RolloutSimulation.ofGood(rate, fails)::run);
    }

    @Test
    void outageOfBothPathsIsNoEvidence() {
        assertFalseAlarms("outage", new RolloutSimulation(200, .01, .01, 40, 0)::run);
    }

    @Test
    void retriesOfFailingUsersAreNoEvidence() {
        assertFalseAlarms("retries", new RolloutSimulation(200, .01, .01, 1, 10)::run);
    }

    @Test
    void newCodeThatIsColdAtFirstIsNotTakenBack() {
        int runs = Math.max(RUNS / 10, 20);
        assertThat(taken("cold", runs, new LatencySimulation(200, 1, 5, 200)::run))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "20, .01, .05, 11, 20",
        "200, .01, .05, 11, 20",
        "1000, .01, .05, 11, 20",
        "20, .01, .2, 9, 13",
        "200, .01, .2, 9, 13",
        "1000, .01, .2, 9, 13",
        "200, .01, .02, 25, 55"
    })
    void badCodeIsTakenBackSoon(int rate, double legacy, double bad, double median, double p95) {
        double extra = 1 - legacy / bad; // The others would have failed with the legacy code too.
        int[] failing = taken(
                legacy + " to " + bad + " at " + rate + "/s", RUNS, RolloutSimulation.ofBad(rate, legacy, bad)::run);
        assertThat(failing).hasSize(RUNS);
        assertThat(failing[RUNS / 2] * extra).isLessThanOrEqualTo(median);
        assertThat(failing[RUNS * 95 / 100] * extra).isLessThanOrEqualTo(p95);
    }

    @Test
    void slowCodeIsTakenBackSoon() {
        int runs = Math.max(RUNS / 5, 100);
        int[] slow = taken("3 times slower", runs, new LatencySimulation(200, 3, 3, 0)::run);
        assertThat(slow).hasSize(runs);
        assertThat(slow[runs / 2]).isLessThanOrEqualTo(60);
        assertThat(slow[runs * 95 / 100]).isLessThanOrEqualTo(100);
    }

    private void assertFalseAlarms(String name, ToIntFunction<Random> simulation) {
        assertThat(taken(name, RUNS, simulation).length / (double) RUNS)
                .as("seed %s", seed)
                .isLessThanOrEqualTo(FALSE_ALARMS);
    }

    /** Returns the results of the runs that were taken back, in their order. */
    private int[] taken(String name, int runs, ToIntFunction<Random> simulation) {
        int[] taken = new int[runs];
        Arrays.setAll(taken, run -> simulation.applyAsInt(random));
        int[] sorted = Arrays.stream(taken).filter(users -> users >= 0).sorted().toArray();
        System.out.printf(
                "%s: %d of %d taken back, median %d, p95 %d, seed %d%n",
                name,
                sorted.length,
                runs,
                sorted.length == 0 ? -1 : sorted[sorted.length / 2],
                sorted.length == 0 ? -1 : sorted[Math.min(sorted.length - 1, sorted.length * 95 / 100)],
                seed);
        return sorted;
    }
}
