package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import io.featureflags.FlagDocuments;
import io.featureflags.InvalidFlagImportException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFlagDocumentsTests {

    private final FlagDocuments documents = new JsonFlagDocuments();

    @Test
    void hasALineForEachFlag() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("checkout", "10%");
        values.put("shop.basket:v2", "{\"description\": \"a\\nb\"}");

        assertThat(documents.write(values)).isEqualTo("""
                {"flags": {
                  "checkout": "10%",
                  "shop.basket:v2": "{\\"description\\": \\"a\\\\nb\\"}"
                }}
                """);
        assertThat(documents.write(Map.of())).isEqualTo("{\"flags\": {\n}}\n");
    }

    @Test
    void whatIsWrittenIsReadAgainAsItWas() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("a", "{ \"percentage\": 1.0,\r\n\t\"description\": \"ü \\u2028 \ud83d\ude00 \\\\ \" }");
        values.put("b", "");
        values.put("c", " TRUE ");

        assertThat(documents.read(documents.write(values))).isEqualTo(values);
    }

    @Test
    void valueMayBeWhatItsTextSays() {
        assertThat(documents.read("""
                {"flags": {"a": true, "b": {"percentage": 0.50, "later": [1e400]}, "c": null, "d": "false", "e": 7}}"""))
                .containsExactly(
                        entry("a", "true"),
                        entry("b", "{\"percentage\": 0.50, \"later\": [1e400]}"),
                        entry("c", null),
                        entry("d", "false"),
                        entry("e", "7")); // Whoever checks values says that this is none.
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"flags\": []}",
                "{\"flags\": null}",
                "{\"flags\": {\"a\": \"true\", \"a\": \"false\"}}",
                "{\"flags\": {}} {}",
                "{\"flags\": {\"a\": maybe}}",
                "\ufeff{\"flags\": {}}"
            })
    void whatIsNoDocumentIsRefused(String document) {
        assertThatExceptionOfType(InvalidFlagImportException.class)
                .isThrownBy(() -> documents.read(document))
                .satisfies(ex -> assertThat(ex.problems()).hasSize(1));
    }

    @Test
    void allThatIsWrongIsNamed() {
        InvalidFlagImportException invalid = catchThrowableOfType(
                InvalidFlagImportException.class, () -> documents.read("{\"flag\": {}, \"new\\nline\": 1}"));

        assertThat(invalid.problems())
                .containsExactly(
                        "the document has the field 'flags' alone, and none that is 'flag'",
                        "the document has the field 'flags' alone, and none that is 'new?line'",
                        "the document must have the field 'flags', an object with the values of flags by their names");
    }

    @Test
    void hasABoundedNumberOfFlags() {
        assertThat(documents.read(document(FlagDocuments.MAX_FLAGS))).hasSize(10_000);
        assertThatExceptionOfType(InvalidFlagImportException.class)
                .isThrownBy(() -> documents.read(document(FlagDocuments.MAX_FLAGS + 1)))
                .withMessage("the document has 10001 flags, and at most 10000 are read");
    }

    private static String document(int flags) {
        return IntStream.range(0, flags)
                .mapToObj(flag -> "\"flag" + flag + "\": true")
                .collect(Collectors.joining(",", "{\"flags\": {", "}}"));
    }
}
