package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The accepted forms of a value. Each is converted to the fields of the equivalent JSON object. */
final class ValueSyntax {

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,10})?)%");

    private ValueSyntax() {}

    /**
     * Reads a value.
     *
     * @param text the value
     * @return its fields in a mutable map; types and limits are not validated
     * @throws InvalidFlagValueException if the value has none of the accepted forms
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
                throw new InvalidFlagValueException(
                        "a percentage must be a number such as 10% or 0.5%" + MeantValue.suggestion(value));
            }
            // JSON has no leading zeros.
            return field("percentage", new JsonNumber(new BigDecimal(percent.group(1)).toPlainString()));
        }
        throw new InvalidFlagValueException("a value must be true, false, a percentage such as 10%, or a JSON object"
                + MeantValue.suggestion(value));
    }

    private static Map<String, @Nullable Object> field(String name, Object value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(name, value);
        return fields;
    }
}
