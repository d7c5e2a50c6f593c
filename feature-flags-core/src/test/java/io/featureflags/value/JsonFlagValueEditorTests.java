package io.featureflags.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.FlagValue;
import io.featureflags.decision.Percentage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFlagValueEditorTests {

    private final TextFlagValueParser parser = new TextFlagValueParser();

    private final JsonFlagValueEditor editor = new JsonFlagValueEditor(parser);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true|{\"enabled\": true}",
                "` FALSE\n`|{\"enabled\": false}",
                "10%|{\"percentage\": 10}",
                "12.50%|{\"percentage\": 12.50}",
                "007%|{\"percentage\": 7}",
                "0.0000000000%|{\"percentage\": 0.0000000000}",
                "100%|{\"percentage\": 100}",
                "`{\n\"percentage\":1e1 ,\"a\":[ ]}\n`|{\"percentage\": 1e1, \"a\": []}"
            })
    void everyFormBecomesTheEquivalentObject(String value, String object) {
        assertThat(editor.edit(value, Map.of())).isEqualTo(object);
        assertThat(parser.parse(object)).isEqualTo(parser.parse(value));
    }

    @Test
    void plainPercentageBecomesAnObjectOfOneField() {
        assertThat(editor.edit("10%", Map.of("percentage", 20))).isEqualTo("{\"percentage\": 20}");
        assertThat(editor.edit("false", Map.of("percentage", 20)))
                .isEqualTo("{\"enabled\": false, \"percentage\": 20}");
    }

    @Test
    void noValueBecomesAnObjectOfTheChanges() {
        assertThat(editor.edit(null, Map.of("enabled", false))).isEqualTo("{\"enabled\": false}");
    }

    @Test
    void unknownFieldsKeepOrderDigitsNullsAndTexts() {
        String value = """
                { "z": null, "ratio": 1.0, "percentage": 10, "huge": 1e400, "id": 123456789012345678901234567890,
                  "stages": [ { "weight": -0.0, "name": "Zo\\u00eb \\ud83d\\ude00" }, [ ], { }, 1E+2, null, "\\/\\u2028" ],
                  "Stage": 10.50, "a": { "b": { "percentage": 1 } },
                  "rules": [ { "id": 1.0, "if": [ { "attribute": "x", "operator": "between", "min": 1.0 } ] } ] }
                """;

        assertThat(editor.edit(value, Map.of("percentage", 20))).isEqualTo("""
                {"z": null, "ratio": 1.0, "percentage": 20, "huge": 1e400, "id": 123456789012345678901234567890, \
                "stages": [{"weight": -0.0, "name": "Zoë 😀"}, [], {}, 1E+2, null, "/\\u2028"], \
                "Stage": 10.50, "a": {"b": {"percentage": 1}}, \
                "rules": [{"id": 1.0, "if": [{"attribute": "x", "operator": "between", "min": 1.0}]}]}""");
    }

    @Test
    void changedFieldsKeepTheirPlaceAndNewOnesAreAppended() {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        changes.put("owner", "team-checkout");
        changes.put("x", null);
        changes.put("absent", null);
        changes.put("percentage", 5);
        changes.put("description", "");

        assertThat(editor.edit("{\"percentage\": 1, \"x\": [1], \"salt\": \"2\"}", changes))
                .isEqualTo("{\"percentage\": 5, \"salt\": \"2\", \"owner\": \"team-checkout\", \"description\": \"\"}");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("text", "\"text\""),
                arguments(true, "true"),
                arguments((byte) -1, "-1"),
                arguments((short) 1, "1"),
                arguments(1, "1"),
                arguments(Long.MIN_VALUE, "-9223372036854775808"),
                arguments(0.5f, "0.5"),
                arguments(0.1, "0.1"),
                arguments(1e300, "1.0E300"),
                arguments(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                arguments(new BigDecimal("1.50"), "1.50"),
                arguments(new BigDecimal("2E+1"), "20"),
                arguments(new BigDecimal("1E-7"), "0.0000001"),
                arguments(new BigDecimal("1E+400"), "1E+400"),
                arguments(new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE), "1E+2147483648"),
                arguments(new Percentage(12_345), "12.345"),
                arguments(Percentage.ALL, "100"),
                arguments(Percentage.NONE, "0"),
                arguments(Instant.parse("2026-12-01T01:00:00.5+01:00"), "\"2026-12-01T00:00:00.500Z\""),
                arguments(LocalDate.of(2027, 1, 31), "\"2027-01-31\""),
                arguments(Arrays.asList("a", null, 1, List.of()), "[\"a\", null, 1, []]"),
                arguments(new LinkedHashSet<>(List.of("b", "a")), "[\"b\", \"a\"]"),
                arguments(Collections.singletonMap("a", null), "{\"a\": null}"),
                arguments(
                        Map.of("a", Map.of("b", List.of(Instant.EPOCH))),
                        "{\"a\": {\"b\": [\"1970-01-01T00:00:00Z\"]}}"),
                arguments("\"\\/\b\f\n\r\t\u0000\u001f", "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\""),
                arguments("\u007f\u0085\u009f\u2028\u2029", "\"\\u007f\\u0085\\u009f\\u2028\\u2029\""),
                arguments("ä\u00a0\ufeff😀\uffff<'&", "\"ä\u00a0\ufeff😀\uffff<'&\""));
    }

    @ParameterizedTest
    @MethodSource("values")
    void javaValuesAreWritten(Object value, String json) {
        assertThat(editor.write(Map.of("x", value))).isEqualTo("{\"x\": " + json + "}");
        assertThat(editor.edit("true", Map.of("x", value))).isEqualTo("{\"enabled\": true, \"x\": " + json + "}");
    }

    @Test
    void namesOfFieldsAreEscaped() {
        assertThat(editor.edit("{\"users\": [], \"\\n\": 1}", Map.of("\"}\u2028", Map.of("\u0000", 1))))
                .isEqualTo("{\"users\": [], \"\\n\": 1, \"\\\"}\\u2028\": {\"\\u0000\": 1}}");
    }

    @Test
    void changesAreParsed() {
        Map<String, @Nullable Object> changes = Map.of(
                "users", List.of("ada"),
                "percentage", new Percentage(500),
                "from", Instant.parse("2026-12-01T00:00:00Z"),
                "expires", LocalDate.of(2027, 1, 31));

        FlagValue value = parser.parse(editor.edit("{\"users\": [\"bob\"], \"salt\": \"2\"}", changes));

        assertThat(value.users()).containsExactly("ada");
        assertThat(value.percentage()).isEqualTo(new Percentage(500));
        assertThat(value.window().from()).isEqualTo("2026-12-01T00:00:00Z");
        assertThat(value.expires()).isEqualTo("2027-01-31");
        assertThat(value.salt()).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|a value must be true, false, a percentage such as 10%, or a JSON object",
                "yes|a value must be true, false, a percentage such as 10%, or a JSON object (did you mean true?)",
                "101%|a percentage must be from 0 to 100",
                "{\"a\": 1, \"a\": 2}|a field is duplicated, at character 15",
                "{\"x\": {\"a\": 1, \"\\u0061\": 2}}|a field is duplicated, at character 26",
                "{\"x\": \"\\ud800\"}|a text contains an unpaired surrogate, at character 15",
                "{\"enabled\": \"no\"}|field 'enabled' must be true or false",
                "{\"enabled\": true} // on|a comment, which JSON does not allow, at character 19"
            })
    void invalidValueIsNotEdited(String value, String reason) {
        assertRejected(value, Map.of("enabled", true), "the present value is not understood: " + reason);
        assertRejected(value, Map.of(), "the present value is not understood: " + reason);
    }

    static Stream<Arguments> invalidChanges() {
        return Stream.of(
                arguments("enabled", "yes", "field 'enabled' must be true or false"),
                arguments("percentage", "10", "field 'percentage' must be a number"),
                arguments("percentage", 101, "field 'percentage': a percentage must be from 0 to 100"),
                arguments("percentage", 0.0001, "field 'percentage': a percentage must have at most three decimals"),
                arguments(
                        "percentage",
                        new BigDecimal("1e999"),
                        "field 'percentage': a percentage must be from 0 to 100"),
                arguments(
                        "percentage",
                        BigInteger.TEN.pow(40),
                        "field 'percentage': a number must have at most 40 characters"),
                arguments("users", Arrays.asList("a", null), "field 'users' must be a list of texts only"),
                arguments(
                        "from",
                        "2026-12-01",
                        "field 'from' must be a date-time with an offset, such as 2026-12-01T00:00:00Z"),
                arguments("expires", Instant.EPOCH, "field 'expires' must be a date, such as 2027-01-31"),
                arguments("salt", 2, "field 'salt' must be a text"),
                arguments(
                        "rules",
                        List.of(Map.of("percentage", "50")),
                        "field 'rules': field 'percentage' of rule 1 must be a number"));
    }

    @ParameterizedTest
    @MethodSource("invalidChanges")
    void invalidChangeIsReported(String field, Object value, String message) {
        assertRejected("{\"x\": 1, \"enabled\": true}", Map.of(field, value, "owner", "o"), message);
        assertRejected(null, Map.of(field, value), message);
    }

    @Test
    void changeThatDoesNotStateWhoGetsTheFlagIsRejected() {
        String message = "an object must state who gets the flag, by one of the fields enabled, percentage, users,"
                + " excluded, rules, from, until, requires";

        assertRejected(null, Map.of("owner", "team-checkout"), message);
        assertRejected(null, Map.of(), message);
        assertRejected("10%", Collections.singletonMap("percentage", null), message);
        assertRejected("10%", Map.of("user", "ada"), "field 'user' is unknown (did you mean 'users'?)");
    }

    static Stream<Arguments> valuesWithoutJsonForm() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        itself.add(itself);
        Number forged = new BigDecimal("1") {
            private static final long serialVersionUID = 1L;

            @Override
            public String toPlainString() {
                return "1, \"enabled\": true";
            }
        };
        String type = "must be a text, a number, true or false, a time, a date, a list or an object";
        String number = "must not contain a number that JSON cannot represent, such as NaN";
        String pair = "must not contain an unpaired surrogate";
        return Stream.of(
                arguments(Double.NaN, number),
                arguments(Float.POSITIVE_INFINITY, number),
                arguments(List.of(Double.NEGATIVE_INFINITY), number),
                arguments(forged, number),
                arguments(new AtomicInteger(1), type),
                arguments(OffsetDateTime.MIN, type),
                arguments('c', type),
                arguments(new String[] {"a"}, type),
                arguments(CharBuffer.wrap("a"), type),
                arguments(List.of(Thread.State.NEW), type),
                arguments("\ud800", pair),
                arguments("a\udc00\ud800", pair),
                arguments(List.of(List.of("\udfff")), pair),
                arguments(Map.of("\ud83d", 1), pair),
                arguments(Map.of(1, 2), "must not contain an object with a name that is not a text"),
                arguments(
                        Collections.singletonMap(null, 2), "must not contain an object with a name that is not a text"),
                arguments(itself, "must not make the JSON deeper than 32"));
    }

    @ParameterizedTest
    @MethodSource("valuesWithoutJsonForm")
    void changeWithoutJsonFormIsReported(Object value, String problem) {
        assertRejected("{\"enabled\": false}", Map.of("x", value), "field 'x' " + problem);
    }

    @Test
    void namesThatCannotBeEncodedAreRejected() {
        assertRejected(null, Map.of("a\ud800", 1), "field 'a?' must not contain an unpaired surrogate");
        assertRejected(
                null, Collections.singletonMap("\udc00", null), "field '?' must not contain an unpaired surrogate");
    }

    @Test
    void messageIsOneShortLine() {
        assertRejected(
                null,
                Map.of("a\n\u2028\u202eë😀", Double.NaN),
                "field 'a???ë😀' must not contain a number that JSON cannot represent, such as NaN");
        assertRejected(
                null,
                Map.of("x".repeat(1_000_000), "\ud800"),
                "field '" + "x".repeat(80) + "' must not contain an unpaired surrogate");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 31})
    void depthWithinTheLimitIsKept(int depth) {
        String json = "[".repeat(depth) + "]".repeat(depth);

        assertThat(editor.edit("{\"enabled\": true, \"a\": " + json + "}", Map.of("b", nested(depth))))
                .isEqualTo("{\"enabled\": true, \"a\": " + json + ", \"b\": " + json + "}");
    }

    @Test
    void changeThatIsNestedDeeperIsRejected() {
        String problem = "must not make the JSON deeper than 32";

        assertRejected("true", Map.of("b", nested(32)), "field 'b' " + problem);
        assertRejected("true", Map.of("b", Map.of("c", nested(31))), "field 'b' " + problem);
        assertRejected("true", Map.of("b", nested(100_000)), "field 'b' " + problem);
    }

    @Test
    void problemsOfAnotherParserAreReported() {
        JsonFlagValueEditor strict = new JsonFlagValueEditor(text -> {
            if (text.contains("from") && text.contains("until")) {
                throw new InvalidFlagValueException("a window is too much");
            }
            return text.equals("on") ? FlagValue.of(true) : parser.parse(text);
        });

        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> strict.edit("{\"from\": \"2026-12-01T00:00:00Z\"}", Map.of("until", Instant.EPOCH)))
                .withMessage("a window is too much");
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> strict.edit("on", Map.of("enabled", false)))
                .withMessageStartingWith("the present value is not understood: a value must be true");
    }

    @Test
    void sizeIsNotLimited() {
        String users = IntStream.range(0, 200_000)
                .mapToObj(user -> "\"user-" + user + "\"")
                .collect(Collectors.joining(", ", "\"users\": [", "]"));
        String number = "9".repeat(1_000_000);

        String edited = assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> editor.edit("{" + users + ", \"n\": " + number + "}", Map.of("x", "\u0001".repeat(100_000))));

        assertThat(edited.equals(
                        "{" + users + ", \"n\": " + number + ", \"x\": \"" + "\\u0001".repeat(100_000) + "\"}"))
                .isTrue();
    }

    @Test
    void changesAreNotModified() {
        Map<String, @Nullable Object> changes =
                Collections.unmodifiableMap(new LinkedHashMap<>(Map.of("a", List.of(1))));

        assertThat(editor.edit("{\"users\": [], \"a\": 2}", changes)).isEqualTo("{\"users\": [], \"a\": [1]}");
        assertThat(changes).isEqualTo(Map.of("a", List.of(1)));
    }

    private void assertRejected(@Nullable String value, Map<String, @Nullable Object> changes, String message) {
        assertThatExceptionOfType(InvalidFlagValueException.class)
                .isThrownBy(() -> editor.edit(value, changes))
                .withMessage(message);
    }

    private static Object nested(int depth) {
        Object list = List.of();
        for (int i = 1; i < depth; i++) {
            list = List.of(list);
        }
        return list;
    }
}
