package io.featureflags.value;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a document in one of the many ways that mean the same: its space and its escapes are chosen by chance. */
final class Spelling {

    private static final String[] SPACES = {"", "", " ", "\n", "\t \r\n"};

    private final Random random;

    Spelling(long seed) {
        this.random = new Random(seed);
    }

    String of(@Nullable Object value) {
        return space() + spelled(value) + space();
    }

    private String spelled(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            return fields.entrySet().stream()
                    .map(field -> of(field.getKey()) + ":" + of(field.getValue()))
                    .collect(Collectors.joining(",", "{", fields.isEmpty() ? space() + "}" : "}"));
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(this::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof JsonNumber number) {
            return number.text();
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private String quoted(String text) {
        return text.chars().mapToObj(unit -> character((char) unit)).collect(Collectors.joining("", "\"", "\""));
    }

    private String character(char unit) {
        int brief = "\b\f\n\r\t\"\\/".indexOf(unit);
        if (brief >= 0 && random.nextBoolean()) {
            return "\\" + "bfnrt\"\\/".charAt(brief);
        }
        boolean escaped = Character.isISOControl(unit) || unit == '"' || unit == '\\' || random.nextInt(8) == 0;
        return escaped ? String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit) : "" + unit;
    }

    private String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }
}
