package io.featureflags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagValueTests {

    @Test
    void switchedOffIsOffForListedUsersToo() {
        FlagValue value = new FlagValue(false, Set.of(), Set.of("anna"), Percentage.ALL);

        assertThat(value.asksForUser()).isFalse();
        assertThat(value.evaluate("flag", Source.REDIS, "anna"))
                .isEqualTo(new Evaluation("flag", false, Reason.DISABLED, Source.REDIS, null, null));
    }

    @Test
    void excludedWinsOverListed() {
        FlagValue value = new FlagValue(true, Set.of("anna"), Set.of("anna", "ben"), Percentage.NONE);

        assertThat(value.evaluate("flag", Source.REDIS, "anna"))
                .isEqualTo(new Evaluation("flag", false, Reason.TARGETING_MATCH, Source.REDIS, null, null));
        assertThat(value.evaluate("flag", Source.REDIS, "ben"))
                .isEqualTo(new Evaluation("flag", true, Reason.TARGETING_MATCH, Source.REDIS, null, null));
        assertThat(value.evaluate("flag", Source.REDIS, "carl"))
                .isEqualTo(new Evaluation("flag", false, Reason.STATIC, Source.REDIS, null, null));
    }

    @Test
    void usersMatchExactly() {
        FlagValue value = new FlagValue(true, Set.of(), Set.of("Anna"), Percentage.NONE);

        assertThat(value.evaluate("flag", Source.REDIS, "Anna").enabled()).isTrue();
        assertThat(value.evaluate("flag", Source.REDIS, "anna").enabled()).isFalse();
        assertThat(value.evaluate("flag", Source.REDIS, "Anna ").enabled()).isFalse();
    }

    @Test
    void nobodyIsNotInAPartialRollout() {
        assertThat(FlagValue.of(new Percentage(99_999)).evaluate("flag", Source.REDIS, null))
                .isEqualTo(Evaluation.error("flag", Source.REDIS, ErrorCode.TARGETING_KEY_MISSING));
    }

    @Test
    void nobodyGetsWhatEverybodyGets() {
        assertThat(FlagValue.of(Percentage.ALL)
                        .evaluate("flag", Source.REDIS, null)
                        .enabled())
                .isTrue();
        assertThat(FlagValue.of(Percentage.NONE).evaluate("flag", Source.REDIS, null))
                .isEqualTo(new Evaluation("flag", false, Reason.STATIC, Source.REDIS, null, null));
    }

    @Test
    void rolloutTellsThePosition() {
        int position = Bucket.position("anna", "flag");

        assertThat(FlagValue.of(new Percentage(position)).evaluate("flag", Source.REDIS, "anna"))
                .isEqualTo(new Evaluation("flag", false, Reason.SPLIT, Source.REDIS, null, position));
        assertThat(FlagValue.of(new Percentage(position + 1)).evaluate("flag", Source.REDIS, "anna"))
                .isEqualTo(new Evaluation("flag", true, Reason.SPLIT, Source.REDIS, null, position));
    }

    @Test
    void raisingThePercentageOnlyAddsUsers() {
        for (int percent = 1; percent < 100; percent++) {
            FlagValue lower = FlagValue.of(new Percentage(percent * 1000));
            FlagValue higher = FlagValue.of(new Percentage(percent * 1000 + 500));

            assertThat(IntStream.range(0, 200).mapToObj(user -> "user_" + user))
                    .filteredOn(
                            user -> lower.evaluate("flag", Source.REDIS, user).enabled())
                    .allSatisfy(user -> assertThat(
                                    higher.evaluate("flag", Source.REDIS, user).enabled())
                            .isTrue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "100,100000",
        "10,10000",
        "0.5,500",
        "12.345,12345",
        "0.001,1",
        "10.0000,10000",
        "1e1,10000",
        "-0,0"
    })
    void percentageHasThreeDecimals(String text, int thousandths) {
        assertThat(Percentage.of(new BigDecimal(text)).thousandths()).isEqualTo(thousandths);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.001", "100.001", "101", "1e999999999", "0.0001", "99.9999", "1e-999999999"})
    void percentageOutsideTheLimitsIsRefused(String text) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> Percentage.of(new BigDecimal(text)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 100_001})
    void thousandthsOutsideTheLimitsAreRefused(int thousandths) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Percentage(thousandths))
                .withMessage("'thousandths' must be from 0 to 100000, not " + thousandths);
    }
}
