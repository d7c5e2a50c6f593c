package io.featureflags.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Generates valid documents with known and unknown fields. */
final class RandomDocuments {

    static final List<String> TEXTS = List.of(
            "",
            " ",
            "DE",
            "Zoë",
            "😀",
            "\ud83d\ude00\u200d",
            "\"\\/\b\f\n\r\t",
            "\u0000\u001f\u007f\u0085\u009b",
            "a\u2028b\u2029c",
            "\ufeff\ufffe\uffff",
            "\\u0041",
            "}, \"enabled\": false, {",
            "2026-12-01T00:00:00Z",
            "1.0",
            "null");

    private static final List<JsonNumber> NUMBERS = numbers(
            "0",
            "-0",
            "-0.0",
            "1",
            "1.0",
            "1.50",
            "1e400",
            "-1E-400",
            "1e+1",
            "1E1",
            "0e5",
            "9007199254740993",
            "0.1000000000000000055511151231257827",
            "123456789012345678901234567890",
            "1e99999999999",
            "9".repeat(100));

    private static final List<String> NAMES = List.of(
            "later",
            "Note",
            "",
            " ",
            "später",
            "$ref",
            "__proto__",
            "@class",
            "a\u2028",
            "\"",
            "\\",
            "😀",
            "later_if",
            "0",
            "null");

    private static final Map<String, @Nullable Object> CONDITION = document(
            "note", null, "attribute", "age", "operator", "greaterThan", "values", numbers("17.50"), "unit", "years");

    private static final Map<String, @Nullable Object> RULE = document(
            "id",
            numbers("1.0").get(0),
            "later_if",
            List.of(CONDITION),
            "percentage",
            numbers("5e1").get(0),
            "x",
            List.of());

    private static final Map<String, @Nullable Object> VARIANT = document(
            "note",
            null,
            "value",
            "loud",
            "weight",
            numbers("5e1").get(0),
            "name",
            "a",
            "users",
            TEXTS,
            "x",
            List.of());

    private static final Map<String, List<?>> KNOWN = Map.ofEntries(
            Map.entry("enabled", List.of(true, false)),
            Map.entry("excluded", List.of(List.of(), TEXTS)),
            Map.entry("users", List.of(List.of(), TEXTS)),
            Map.entry("rules", List.of(List.of(), List.of(RULE), List.of(Map.of("if", List.of()), RULE))),
            Map.entry("percentage", numbers("0", "10", "10.0", "1e1", "0.500", "100.000", "0E5")),
            Map.entry("bucketBy", List.of("tenant", "a\u2028")),
            Map.entry("salt", TEXTS),
            Map.entry("from", List.of("2026-12-01T00:00:00Z", "2026-12-01T01:00:00.0+01:00")),
            Map.entry("until", List.of("2027-01-01T00:00Z")),
            Map.entry("requires", List.of(List.of(), List.of("other_flag"))),
            Map.entry("variants", List.of(List.of(Map.of("name", "b"), VARIANT))),
            Map.entry("description", TEXTS),
            Map.entry("owner", TEXTS),
            Map.entry("expires", List.of("2027-01-31")));

    private RandomDocuments() {}

    static Arbitrary<Map<String, @Nullable Object>> valid() {
        List<String> names = KNOWN.keySet().stream().sorted().toList();
        return Combinators.combine(
                        Arbitraries.of(names).list().uniqueElements().ofMaxSize(6),
                        objects(values()),
                        Arbitraries.longs())
                .as((known, unknown, seed) -> {
                    Random random = new Random(seed);
                    Map<String, @Nullable Object> fields = new LinkedHashMap<>(unknown);
                    known.forEach(name -> {
                        List<?> some = KNOWN.getOrDefault(name, List.of());
                        fields.put(name, some.get(random.nextInt(some.size())));
                    });
                    fields.putIfAbsent("excluded", List.of()); // An object must state who gets the flag.
                    List<String> order = new ArrayList<>(fields.keySet());
                    Collections.shuffle(order, random);
                    Map<String, @Nullable Object> document = new LinkedHashMap<>();
                    order.forEach(name -> document.put(name, fields.get(name)));
                    return document;
                });
    }

    /** Returns any JSON values, nested a few times. */
    static Arbitrary<Object> values() {
        return Arbitraries.recursive(
                RandomDocuments::scalars,
                inner -> Arbitraries.oneOf(
                        scalars(),
                        inner.injectNull(0.2).list().ofMaxSize(3).map(list -> (Object) list),
                        objects(inner).map(fields -> (Object) fields)),
                0,
                4);
    }

    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(TEXTS),
                Arbitraries.strings().all().ofMaxLength(6).filter(JsonReader::isPaired));
    }

    private static Arbitrary<Object> scalars() {
        return Arbitraries.oneOf(
                texts().map(text -> (Object) text),
                Arbitraries.of(NUMBERS).map(number -> (Object) number),
                Arbitraries.bigDecimals().ofScale(3).map(decimal -> new JsonNumber(decimal.toString())),
                Arbitraries.of(true, false).map(truth -> (Object) truth));
    }

    private static Arbitrary<Map<String, @Nullable Object>> objects(Arbitrary<Object> values) {
        return Combinators.combine(
                        Arbitraries.of(NAMES).list().uniqueElements().ofMaxSize(4),
                        values.injectNull(0.2).list().ofSize(4))
                .as((names, some) -> {
                    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                    for (int i = 0; i < names.size(); i++) {
                        fields.put(names.get(i), some.get(i));
                    }
                    return fields;
                });
    }

    /** Returns a form that is equal for two documents with the same contents, order and digits. */
    static @Nullable Object ordered(@Nullable Object value) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (value instanceof Map<?, ?> fields) {
            parts.add("object");
            fields.forEach((name, field) -> {
                parts.add(name);
                parts.add(ordered(field));
            });
            return parts;
        }
        if (value instanceof List<?> elements) {
            elements.forEach(element -> parts.add(ordered(element)));
            return List.of("array", parts);
        }
        return value;
    }

    private static Map<String, @Nullable Object> document(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }

    private static List<JsonNumber> numbers(String... texts) {
        return List.of(texts).stream().map(JsonNumber::new).toList();
    }
}
