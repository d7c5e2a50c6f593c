package io.featureflags.value;

import io.featureflags.text.JsonText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of {@link JsonReader} as JSON (RFC 8259) on a single line: control characters and the line separators
 * of Unicode are escaped, all other characters are kept. Numbers keep their own digits.
 */
final class JsonWriter {

    private final StringBuilder text = new StringBuilder();

    private JsonWriter() {}

    /**
     * Writes an object.
     *
     * @param fields fields of the object, as returned by the reader
     * @return the document
     */
    static String write(Map<String, ? extends @Nullable Object> fields) {
        return text(fields);
    }

    /**
     * Writes any value.
     *
     * @param value a value, as returned by the reader
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
            JsonText.appendReadable(text, string);
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
            JsonText.appendReadable(text, (String) field.getKey());
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
}
