package io.featureflags.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlagValueTests {

    @Test
    void builderThatIsNotAskedForAnythingIsOnForEverybody() {
        assertThat(FlagValue.builder().build()).isEqualTo(FlagValue.of(true)).isEqualTo(FlagValue.of(Percentage.ALL));
    }

    @Test
    void collectionsAreCopied() {
        Set<String> users = new HashSet<>(Set.of("anna"));
        List<Rule> rules = new ArrayList<>();
        FlagValue value = FlagValue.builder().users(users).rules(rules).build();

        users.clear();
        rules.add(new Rule(List.of(), Percentage.ALL));

        assertThat(value.users()).containsExactly("anna");
        assertThat(value.rules()).isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> value.users().clear());
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
