package io.featureflags.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FigureTests {

    @Test
    void ratioHasTheErrorsOfBoth() {
        Figure ratio = new Figure(30, 3).per(new Figure(5, 1));

        assertThat(ratio.value()).isEqualTo(6);
        assertThat(ratio.error()).isEqualTo(6 * Math.sqrt(0.1 * 0.1 + 0.2 * 0.2), within(1e-9));
    }

    @Test
    void differenceHasTheErrorsOfBoth() {
        assertThat(new Figure(30, 3).minus(new Figure(5, 4))).isEqualTo(new Figure(25, 5));
    }

    @Test
    void unknownErrorStaysUnknown() {
        Figure ratio = new Figure(30, Double.NaN).per(new Figure(5, 1));

        assertThat(ratio).hasToString("6.00 ± ?");
    }

    @Test
    void isPrintedToTheHundredth() {
        assertThat(new Figure(4.996, 0.1234)).hasToString("5.00 ± 0.12");
        assertThat(new Figure(4.996, 0.1234).rounded(100)).isEqualTo(5);
        assertThat(new Figure(0.744, 0.1234).rounded(100)).isEqualTo(0.74);
        assertThat(new Figure(0.4, 0.1).rounded(1)).isZero();
    }

    @Test
    void medianOfFewSamplesHasNoError() {
        assertThat(Figure.median(3, 1, 2)).isEqualTo(new Figure(2, Double.NaN));
        assertThat(Figure.median(4, 1, 2, 3)).isEqualTo(new Figure(2.5, Double.NaN));
    }

    /** From tables of the sign test: the interval has all of 11 samples, and the third to the eighteenth of 20. */
    @Test
    void medianHasTheDistanceToSamplesAsError() {
        assertThat(Figure.median(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99)).isEqualTo(new Figure(6, 93));
        assertThat(Figure.median(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 98, 99))
                .isEqualTo(new Figure(10.5, 7.5));
    }

    @Test
    void convertsToAnotherUnit() {
        assertThat(new Figure(3_000, 500).times(1e-3)).isEqualTo(new Figure(3, 0.5));
    }
}
