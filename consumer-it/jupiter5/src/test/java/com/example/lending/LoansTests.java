package com.example.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.test.Feature;
import io.featureflags.test.FeatureVariations;
import io.featureflags.test.TestFeatureFlags;
import io.featureflags.test.WithFeature;
import io.featureflags.test.WithFlagValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.test.context.BootstrapWith;

/** Annotations and variations on Jupiter 5. */
@ExtendWith(SpringOnJupiter5.class)
@BootstrapWith(SpringBootTestContextBootstrapper.class)
class LoansTests {

    @Autowired
    private Loans loans;

    @Autowired
    private TestFeatureFlags flags;

    private int daysBefore;

    @BeforeEach
    void daysBeforeTheTest() {
        daysBefore = loans.days();
    }

    @Test
    void runsOnJupiter5() {
        String version = ExtensionContext.class.getPackage().getImplementationVersion();
        assertThat(version).isEqualTo(System.getProperty("wanted-jupiter-version"));
    }

    @Test
    void legacyCodeByDefault() {
        assertThat(loans.days()).isEqualTo(14);
    }

    @Test
    @WithFeature("long_loans")
    @WithFlagValue(flag = "late_fee", value = "100%")
    void newCode() {
        assertThat(loans.days()).isEqualTo(28);
        assertThat(loans.fee()).isEqualTo(5);
        assertThat(daysBefore).isEqualTo(28);
    }

    @FeatureVariations({"long_loans", "late_fee"})
    void eachVariation(
            @Feature("long_loans") boolean isLong, @Feature("late_fee") boolean fee, TestFeatureFlags injected) {
        assertThat(loans.days()).isEqualTo(isLong ? 28 : 14);
        assertThat(loans.fee()).isEqualTo(fee ? 5 : 0);
        assertThat(injected).isSameAs(flags);
    }

    @Test
    void theBeanSetsFlags() {
        flags.on("long_loans");
        assertThat(loans.days()).isEqualTo(28);
        assertThat(flags.branch("long_loans").newCode()).isEqualTo(1);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> flags.on("long_loan"));
    }

    @Test
    void withoutSpring() {
        assertThat(TestFeatureFlags.off().on("late_fee").route(new Loans()).fee())
                .isEqualTo(5);
    }
}
