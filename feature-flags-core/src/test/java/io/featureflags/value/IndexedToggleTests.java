package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.InvalidFlagValueException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexedToggleTests {

    @Test
    void eachEntryIsRead() {
        assertThat(IndexedToggle.listOf("""
                        {"flags": [
                          {"flag": "a", "class": "com.example.Shop$Till", "method": "pay(String, int)", "line": 12,
                           "fallback": "legacyPay(String, int)", "expires": "2027-01-31", "enabledByDefault": false},
                          {"flag": "b", "class": "com.example.Shop", "method": "ship()", "expires": "", "line": null,
                           "later": {"field": []}}
                        ], "later": 1}
                        """))
                .containsExactly(
                        new IndexedToggle(
                                "a", "com.example.Shop$Till", "pay(String, int)", 12, LocalDate.of(2027, 1, 31)),
                        new IndexedToggle("b", "com.example.Shop", "ship()", 0, null));
        assertThat(IndexedToggle.listOf("{\"version\": 1.0, \"flags\": []}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"version": 2} | it has version 2, and this library reads version 1
                    {"version": "2"} | field 'version' must be a number
                    {} | field 'flags' is missing
                    {"flags": [1]} | field 'flags' must be a list of objects only
                    {"flags": [{"class": "A", "method": "b"}]} | field 'flag' of entry 1 must be a text
                    {"flags": [{"flag": "a", "class": "A", "method": "b", "line": "1"}]} | field 'line' of entry 1 must be a number
                    {"flags": [{"flag": "a", "class": "A", "method": "b", "expires": "soon"}]} | field 'expires' of entry 1 must be a date, such as 2027-01-31
                    """)
    void whatIsNotUnderstoodIsNamed(String index, String problem) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> IndexedToggle.listOf(index))
                .withMessage(problem);
    }
}
