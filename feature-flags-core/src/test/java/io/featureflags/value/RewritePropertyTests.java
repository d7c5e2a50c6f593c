package io.featureflags.value;

import static io.featureflags.value.Documents.ordered;
import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.Percentage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;
import org.jspecify.annotations.Nullable;

/** Any document that is understood, however it is written: an edit changes what it is told to, and nothing else. */
class RewritePropertyTests {

    private final TextFlagValueParser parser = new TextFlagValueParser();

    private final JsonFlagValueEditor editor = new JsonFlagValueEditor(parser);

    /** A field, its new value, and what then stands there. */
    record Change(
            String field, @Nullable Object value, @Nullable Object written) {

        Map<String, @Nullable Object> asMap() {
            return Collections.singletonMap(field, value);
        }

        void applyTo(Map<String, @Nullable Object> document) {
            if (value == null) {
                document.remove(field);
            } else {
                document.put(field, written);
            }
        }
    }

    @Property
    void nothingIsLostWhereNothingIsChanged(
            @ForAll("documents") Map<String, @Nullable Object> document, @ForAll long spelling) {
        String value = new Spelling(spelling).of(document);
        String rewritten = editor.edit(value, Map.of());

        assertThat(ordered(new JsonReader(rewritten).readObject())).isEqualTo(ordered(document));
        assertThat(oracle(rewritten)).isEqualTo(oracle(value));
        assertThat(parser.parse(rewritten)).isEqualTo(parser.parse(value));
        assertThat(editor.edit(rewritten, Map.of())).isEqualTo(rewritten);
        assertThat(rewritten.codePoints())
                .noneMatch(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x2029);
    }

    @Property
    void otherFieldsStayWhereOneIsChanged(
            @ForAll("documents") Map<String, @Nullable Object> document,
            @ForAll("changes") Change change,
            @ForAll("changes") Change next,
            @ForAll long spelling) {
        String edited = editor.edit(new Spelling(spelling).of(document), change.asMap());

        Map<String, @Nullable Object> expected = new LinkedHashMap<>(document);
        change.applyTo(expected);
        assertThat(ordered(new JsonReader(edited).readObject())).isEqualTo(ordered(expected));
        assertThat(oracle(edited)).isEqualTo(oracle(new Spelling(spelling).of(expected)));

        next.applyTo(expected);
        assertThat(ordered(new JsonReader(editor.edit(edited, next.asMap())).readObject()))
                .isEqualTo(ordered(expected));
    }

    @Property
    void anyChangeIsWrittenOrRefused(
            @ForAll("documents") Map<String, @Nullable Object> document,
            @ForAll("names") String field,
            @ForAll("anything") Object value) {
        String before = new Spelling(0).of(document);
        String edited;
        try {
            edited = editor.edit(before, Map.of(field, value));
        } catch (InvalidFlagValueException ex) {
            assertThat(ex.getMessage()).hasSizeLessThan(250).matches("field '.*'[^\\p{C}\\p{Zl}\\p{Zp}]+");
            return;
        }
        Map<String, @Nullable Object> fields = new JsonReader(edited).readObject();
        assertThat(fields).containsKey(field);
        Map<String, @Nullable Object> others = new LinkedHashMap<>(document);
        others.remove(field);
        fields.remove(field);
        assertThat(ordered(fields)).isEqualTo(ordered(others));
        oracle(edited);
    }

    /** Another reader of JSON, which is as strict, but knows nothing of order and digits. */
    private static Object oracle(String json) {
        try {
            return new JSONParser(JSONParser.MODE_RFC4627).parse(json);
        } catch (ParseException ex) {
            throw new AssertionError(json, ex);
        }
    }

    @Provide
    Arbitrary<Map<String, @Nullable Object>> documents() {
        return Documents.understood();
    }

    @Provide
    Arbitrary<Change> changes() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        new Change("percentage", 20, new JsonNumber("20")),
                        new Change("percentage", 0.5, new JsonNumber("0.5")),
                        new Change("percentage", new BigDecimal("2E+1"), new JsonNumber("20")),
                        new Change("percentage", new Percentage(12_500), new JsonNumber("12.5")),
                        new Change("percentage", null, null),
                        new Change("enabled", true, true),
                        new Change("enabled", null, null),
                        new Change("users", Documents.TEXTS, Documents.TEXTS),
                        new Change("rules", List.of(Map.of("percentage", 5L)), List.of(Map.of("percentage", five()))),
                        new Change("from", Instant.parse("2026-12-01T00:00:00Z"), "2026-12-01T00:00:00Z"),
                        new Change("expires", LocalDate.of(2027, 1, 31), "2027-01-31"),
                        new Change("later", null, null),
                        new Change("", false, false)),
                Documents.texts().map(text -> new Change("description", text, text)),
                Documents.texts().map(name -> new Change("x" + name, five().text(), "5")));
    }

    private static JsonNumber five() {
        return new JsonNumber("5");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "enabled", "users", "rules", "percentage", "salt", "from", "expires", "later", "Enabled"),
                Arbitraries.strings().all().ofMaxLength(5));
    }

    @Provide
    Arbitrary<Object> anything() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(5).map(text -> (Object) text),
                Arbitraries.doubles().map(number -> (Object) number),
                Arbitraries.floats().map(number -> (Object) number),
                Arbitraries.bigDecimals().map(number -> (Object) number),
                Arbitraries.of(
                        (byte) 1,
                        (short) 1,
                        Long.MIN_VALUE,
                        BigInteger.TEN.pow(50),
                        new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE),
                        new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE),
                        Double.NaN,
                        Float.NEGATIVE_INFINITY,
                        Instant.MAX,
                        Instant.MIN,
                        LocalDate.MAX,
                        Percentage.ALL,
                        Set.of("a"),
                        Map.of(1, 2),
                        'c',
                        new Object(),
                        Thread.State.NEW,
                        new int[] {1}));
        return Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.oneOf(
                        scalars,
                        inner.injectNull(0.1).list().ofMaxSize(2).map(list -> (Object) list),
                        Arbitraries.maps(Arbitraries.strings().all().ofMaxLength(3), inner)
                                .ofMaxSize(2)
                                .map(fields -> (Object) fields)),
                0,
                3);
    }
}
