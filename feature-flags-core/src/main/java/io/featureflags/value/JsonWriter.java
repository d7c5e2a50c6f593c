package io.featureflags.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what {@link JsonReader} reads, as JSON (RFC 8259) on one line that no text can break: control characters and the
 * line separators of Unicode are escaped, all other characters stand as they are. Numbers keep their own digits.
 */
final class JsonWriter {

    private final StringBuilder text = new StringBuilder();

    private JsonWriter() {}

    /**
     * Writes an object.
     *
     * @param fields its fields, as the reader gives them
     * @return the document
     */
    static String write(Map<String, ? extends @Nullable Object> fields) {
        return text(fields);
    }

    /**
     * Writes any value.
     *
     * @param value a value, as the reader gives it
     * @return its JSON
     */
    static String text(Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value);
        return writer.text.toString();
    }

    private void value(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            object(fields);
        } else if (value instanceof List<?> elements) {
            array(elements);
        } else if (value instanceof String string) {
            string(string);
        } else if (value instanceof JsonNumber number) {
            text.append(number.text());
        } else {
            text.append(value); // true, false, null
        }
    }

    private void object(Map<?, ?> fields) {
        text.append('{');
        String separator = "";
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            text.append(separator);
            string((String) field.getKey());
            text.append(": ");
            value(field.getValue());
            separator = ", ";
        }
        text.append('}');
    }

    private void array(List<?> elements) {
        text.append('[');
        String separator = "";
        for (Object element : elements) {
            text.append(separator);
            value(element);
            separator = ", ";
        }
        text.append(']');
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            character(string.charAt(i));
        }
        text.append('"');
    }

    private void character(char character) {
        switch (character) {
            case '"', '\\' -> text.append('\\').append(character);
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (Character.isISOControl(character) || character == '\u2028' || character == '\u2029') {
                    text.append(String.format("\\u%04x", (int) character));
                } else {
                    text.append(character);
                }
            }
        }
    }
}
