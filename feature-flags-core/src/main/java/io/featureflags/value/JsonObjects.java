package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON objects as types of the JDK, for callers that show or edit single fields. */
public final class JsonObjects {

    private JsonObjects() {}

    /**
     * Reads a JSON object (RFC 8259), strictly.
     *
     * @param json the object
     * @return its fields: texts, {@link BigDecimal}s, booleans, nulls, and lists and maps of these. Mutable
     * @throws InvalidFlagValueException if the text is no object, or a number has more than 40 characters
     */
    public static Map<String, @Nullable Object> read(String json) {
        return fields(new JsonReader(json).readObject());
    }

    /**
     * Reads a value of any form as the fields of the equivalent object.
     *
     * @param value the value
     * @return its fields, as in {@link #read}
     * @throws InvalidFlagValueException if the value has none of the accepted forms
     */
    public static Map<String, @Nullable Object> ofValue(String value) {
        return fields(ValueSyntax.fields(value));
    }

    /**
     * Writes an object on one line.
     *
     * @param fields its fields, as in {@link #read}
     * @return the JSON
     */
    public static String write(Map<String, ? extends @Nullable Object> fields) {
        return JsonWriter.write(fields);
    }

    private static Map<String, @Nullable Object> fields(Map<?, ?> object) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        object.forEach((name, value) -> fields.put((String) name, plain(value)));
        return fields;
    }

    /** Converts a value of {@link JsonReader} to the types of the JDK. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof JsonNumber number) {
            return number.toDecimal();
        }
        if (value instanceof Map<?, ?> object) {
            return fields(object);
        }
        if (value instanceof List<?> elements) {
            List<@Nullable Object> list = new ArrayList<>(elements.size());
            elements.forEach(element -> list.add(plain(element)));
            return list;
        }
        return value;
    }
}
