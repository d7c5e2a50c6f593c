package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms in which a value may be written, each as the fields of the JSON object that means the same. */
final class WrittenForm {

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,10})?)%");

    private WrittenForm() {}

    /**
     * Reads a value.
     *
     * @param text the value
     * @return its fields, whose types and limits are not checked, in a map that may be changed
     * @throws InvalidFlagValueException if it has none of the forms
     */
    static Map<String, @Nullable Object> fields(String text) {
        String value = text.strip();
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return field("enabled", value.equalsIgnoreCase("true"));
        }
        if (value.startsWith("{")) {
            return new JsonReader(value).readObject();
        }
        if (value.endsWith("%")) {
            var percent = PERCENT.matcher(value);
            if (!percent.matches()) {
                throw new InvalidFlagValueException("a percentage must be a number such as 10% or 0.5%");
            }
            // JSON has no leading zeros.
            return field("percentage", new JsonNumber(new BigDecimal(percent.group(1)).toPlainString()));
        }
        throw new InvalidFlagValueException("a value must be true, false, a percentage such as 10%, or a JSON object");
    }

    private static Map<String, @Nullable Object> field(String name, Object value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(name, value);
        return fields;
    }
}
