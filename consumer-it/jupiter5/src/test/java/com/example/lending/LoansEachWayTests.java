package com.example.lending;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.test.Feature;
import io.featureflags.test.FeatureVariations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.test.context.BootstrapWith;

/** Variations of a class, whose template Jupiter has since 5.13. */
@ExtendWith(SpringOnJupiter5.class)
@BootstrapWith(SpringBootTestContextBootstrapper.class)
@FeatureVariations("long_loans")
class LoansEachWayTests {

    private static int days;

    @Autowired
    private Loans loans;

    @AfterAll
    static void ranBothWays() {
        assertThat(days).isEqualTo(3 * (28 + 14));
    }

    @Test
    void aTest(@Feature("long_loans") boolean isLong) {
        assertThat(loans.days()).isEqualTo(isLong ? 28 : 14);
        days += loans.days();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aParameterizedTest(int times) {
        assertThat(loans.days() * times).isIn(14 * times, 28 * times);
        days += loans.days();
    }
}
