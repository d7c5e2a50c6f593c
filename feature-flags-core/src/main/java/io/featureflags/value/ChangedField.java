package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.Percentage;
import io.featureflags.text.LogText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A changed field: converts Java values to the types that {@link JsonReader} returns. */
final class ChangedField {

    /**
     * Trailing zeros that are written in full, as in 20 for 2E+1; a larger exponent stays, so that people can read the
     * number.
     */
    private static final int MAX_ZEROS = 20;

    private final String name;

    ChangedField(String name) {
        this.name = name;
        paired(name);
    }

    /**
     * Converts a value to a JSON value. Collections and maps are copied.
     *
     * @throws InvalidFlagValueException if the type has no JSON form, or if the reader would reject the value
     */
    Object json(Object value) {
        return json(value, 1);
    }

    InvalidFlagValueException invalid(InvalidFlagValueException reason) {
        String message = String.valueOf(reason.getMessage());
        boolean named = message.startsWith("field '" + name + "' ");
        return named ? reason : invalid(": " + message);
    }

    private Object json(Object value, int depth) {
        if (value instanceof String text) {
            return paired(text);
        }
        if (value instanceof Boolean || value instanceof JsonNumber) { // Fields of RolloutFields keep their digits.
            return value;
        }
        if (value instanceof Percentage percentage) {
            return number(percentage.percent());
        }
        if (isNumber(value)) {
            return number(value);
        }
        if (value instanceof Instant || value instanceof LocalDate) {
            return value.toString();
        }
        if (value instanceof Collection<?> elements) {
            return array(elements, deeper(depth));
        }
        if (value instanceof Map<?, ?> fields) {
            return object(fields, deeper(depth));
        }
        throw invalid(" must be a text, a number, true or false, a time, a date, a list or an object");
    }

    private static boolean isNumber(Object value) {
        return value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Float
                || value instanceof Double
                || value instanceof BigInteger
                || value instanceof BigDecimal;
    }

    private JsonNumber number(Object number) {
        boolean plain = number instanceof BigDecimal decimal
                && decimal.scale() >= -MAX_ZEROS
                && decimal.scale() <= MAX_ZEROS; // The zeros of a larger exponent could fill the memory.
        String text = plain ? ((BigDecimal) number).toPlainString() : number.toString();
        // Rejects NaN, and the text that a subclass of a number may return.
        if (!JsonReader.NUMBER.matcher(text).matches()) {
            throw invalid(" must not contain a number that JSON cannot represent, such as NaN");
        }
        return new JsonNumber(text);
    }

    private List<@Nullable Object> array(Collection<?> elements, int depth) {
        List<@Nullable Object> array = new ArrayList<>(elements.size());
        for (Object element : elements) {
            array.add(element == null ? null : json(element, depth));
        }
        return array;
    }

    private Map<String, @Nullable Object> object(Map<?, ?> fields, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        fields.forEach((inner, value) -> {
            if (!(inner instanceof String text)) {
                throw invalid(" must not contain an object with a name that is not a text");
            }
            object.put(paired(text), value == null ? null : json(value, depth));
        });
        return object;
    }

    private int deeper(int depth) {
        if (depth >= JsonReader.MAX_DEPTH) {
            throw invalid(" must not make the JSON deeper than " + JsonReader.MAX_DEPTH);
        }
        return depth + 1;
    }

    private String paired(String text) {
        if (!JsonReader.isPaired(text)) {
            throw invalid(" must not contain an unpaired surrogate");
        }
        return text;
    }

    private InvalidFlagValueException invalid(String problem) {
        return new InvalidFlagValueException("field '" + LogText.of(name) + "'" + problem);
    }
}
