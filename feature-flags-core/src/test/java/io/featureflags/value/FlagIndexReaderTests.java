package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagIndexReaderTests {

    @Test
    void eachEntryIsRead() {
        assertThat(FlagIndexReader.read("""
                        {"flags": [
                          {"flag": "a", "class": "com.example.Shop$Till", "method": "pay(String, int)", "line": 12,
                           "fallback": "legacyPay(String, int)", "expires": "2027-01-31", "enabledByDefault": false},
                          {"flag": "b", "class": "com.example.Shop", "method": "ship()", "expires": "", "line": null,
                           "later": {"field": []}}
                        ], "later": 1}
                        """))
                .containsExactly(
                        new CodeReference(
                                "a",
                                "com.example.Shop$Till",
                                "pay(String, int)",
                                12,
                                "legacyPay(String, int)",
                                null,
                                LocalDate.of(2027, 1, 31),
                                CallCounts.NONE),
                        new CodeReference("b", "com.example.Shop", "ship()", null, null, null, null, CallCounts.NONE));
        assertThat(FlagIndexReader.read("{\"flags\": []}")).isEmpty();
    }

    @Test
    void inheritedAnnotationsHaveOneDeclaration() {
        assertThat(FlagIndexReader.declarations("""
                        {"flags": [
                          {"flag": "a", "class": "com.example.Base", "method": "pay()"},
                          {"flag": "a", "class": "com.example.Shop", "method": "pay()", "declaration": "com.example.Base.pay()"}
                        ]}
                        """))
                .containsExactly("com.example.Base.pay()", "com.example.Base.pay()");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"version": 2, "flags": []} | field 'flags' is missing, or the index is of a later version
                    {} | field 'flags' is missing, or the index is of a later version
                    {"flags": [1]} | field 'flags' must be a list of objects only
                    {"flags": [{"class": "A", "method": "b"}]} | field 'flag' of entry 1 must be a text
                    {"flags": [{"flag": "a", "class": "A", "method": "b", "line": "1"}]} | field 'line' of entry 1 must be a number
                    {"flags": [{"flag": "a", "class": "A", "method": "b", "expires": "soon"}]} | field 'expires' of entry 1 must be a date, such as 2027-01-31
                    """)
    void whatIsNotUnderstoodIsNamed(String index, String problem) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> FlagIndexReader.read(index))
                .withMessage(problem);
    }
}
