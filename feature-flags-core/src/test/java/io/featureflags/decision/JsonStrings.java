package io.featureflags.decision;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes documents of tests as JSON. */
final class JsonStrings {

    private JsonStrings() {}

    static String of(Object value) {
        if (value instanceof Map<?, ?> fields) {
            return fields.entrySet().stream()
                    .map(field -> of(field.getKey()) + ": " + of(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(JsonStrings::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? quoted(text) : value.toString();
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(character -> character < ' ' || character == '"' || character == '\\'
                        ? String.format("\\u%04x", character)
                        : String.valueOf((char) character))
                .collect(Collectors.joining("", "\"", "\""));
    }
}
