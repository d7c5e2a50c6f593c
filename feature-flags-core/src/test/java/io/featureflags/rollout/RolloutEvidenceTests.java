package io.featureflags.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published examples of the evidence, and its limits. */
class RolloutEvidenceTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0 .01 | 0.25",
                "1 0 .01 | 1.96622",
                "2 0 .01 | 25.7918",
                "3 0 .01 | 405.518",
                "9 100 .01 | 2527.21",
                "9 0 .5 | 36.8823",
                "1 20 .01, 4 20 .05 | 3.17927",
                "0 50 .01, 3 50 .05, 30 20 .25 | 72072.3"
            })
    void evidenceOfTheExamples(String steps, double expected) {
        assertThat(Math.exp(logE(4, steps))).isCloseTo(expected, within(expected * 1e-5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"20000 1980000 .01 | -6040.203", "100000 100 .5 | 64198.079"})
    void logarithmOfLargeExamples(String steps, double expected) {
        assertThat(logE(4, steps)).isCloseTo(expected, within(5e-4));
    }

    @Test
    void isAlwaysANumber() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            int steps = 1 + random.nextInt(20);
            double[] shares = random.doubles(steps).toArray();
            if (random.nextInt(10) == 0) {
                Arrays.fill(shares, random.nextInt(2));
            }
            double logE = RolloutEvidence.logE(
                    steps + random.nextInt(3), shares, counts(random, steps), counts(random, steps));
            assertThat(logE).isFinite();
        }
    }

    private static long[] counts(Random random, int steps) {
        return random.longs(steps, 0, (long) Math.pow(10, random.nextInt(13)) + 1)
                .toArray();
    }

    @Test
    void withoutAnyFailureOnlyTheStepCounts() {
        assertThat(Math.exp(logE(4, "0 0 .01, 0 0 .05, 0 0 .25"))).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void rejectsWhatCannotBeCounted() {
        double[] share = {.01};
        long[] none = {0};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RolloutEvidence.logE(4, new double[0], new long[0], new long[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> RolloutEvidence.logE(4, share, new long[2], none));
        assertThatIllegalArgumentException().isThrownBy(() -> RolloutEvidence.logE(0, share, none, none));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RolloutEvidence.logE(4, new double[] {1.01}, none, none))
                .withMessage("A share must be from 0 to 1, not 1.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RolloutEvidence.logE(4, new double[] {Double.NaN}, none, none));
        assertThatIllegalArgumentException().isThrownBy(() -> RolloutEvidence.logE(4, share, new long[] {-1}, none));
    }

    /** Parses steps such as {@code 1 20 .01, 4 20 .05}: failing users with the new and the legacy code, and the share. */
    private static double logE(int stepsBelow100, String text) {
        String[][] steps =
                Arrays.stream(text.split(", ")).map(step -> step.split(" ")).toArray(String[][]::new);
        return RolloutEvidence.logE(
                stepsBelow100,
                Arrays.stream(steps)
                        .mapToDouble(step -> Double.parseDouble(step[2]))
                        .toArray(),
                Arrays.stream(steps).mapToLong(step -> Long.parseLong(step[0])).toArray(),
                Arrays.stream(steps).mapToLong(step -> Long.parseLong(step[1])).toArray());
    }
}
