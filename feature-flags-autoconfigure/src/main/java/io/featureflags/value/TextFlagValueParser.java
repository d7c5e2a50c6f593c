package io.featureflags.value;

import io.featureflags.FlagValue;
import io.featureflags.FlagValueParser;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.Percentage;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands {@code true} and {@code false} in any case, a percentage such as {@code 12.5%}, and a JSON object with
 * {@code enabled}, {@code excluded}, {@code users} and {@code percentage}. Space around the value is ignored, and so is
 * every other field of the object.
 */
public final class TextFlagValueParser implements FlagValueParser {

    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,10})?)%");

    /** Creates the parser; it has no state. */
    public TextFlagValueParser() {}

    @Override
    public FlagValue parse(String text) {
        String value = text.strip();
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return FlagValue.of(value.equalsIgnoreCase("true"));
        }
        if (value.startsWith("{")) {
            return ofObject(new JsonReader(value).readObject());
        }
        if (value.endsWith("%")) {
            var percent = PERCENT.matcher(value);
            if (!percent.matches()) {
                throw new InvalidFlagValueException("a percentage must be a number such as 10% or 0.5%");
            }
            return FlagValue.of(Percentage.of(new BigDecimal(percent.group(1))));
        }
        throw new InvalidFlagValueException("a value must be true, false, a percentage such as 10%, or a JSON object");
    }

    private static FlagValue ofObject(Map<String, @Nullable Object> fields) {
        boolean targeted = fields.containsKey("users") || fields.containsKey("rules");
        return new FlagValue(
                flag(fields, "enabled"),
                names(fields, "excluded"),
                names(fields, "users"),
                percentage(fields, targeted ? Percentage.NONE : Percentage.ALL));
    }

    private static boolean flag(Map<String, @Nullable Object> fields, String field) {
        if (!fields.containsKey(field)) {
            return true;
        }
        if (fields.get(field) instanceof Boolean value) {
            return value;
        }
        throw new InvalidFlagValueException("field '" + field + "' must be true or false");
    }

    private static Set<String> names(Map<String, @Nullable Object> fields, String field) {
        if (!fields.containsKey(field)) {
            return Set.of();
        }
        if (!(fields.get(field) instanceof List<?> list)) {
            throw new InvalidFlagValueException("field '" + field + "' must be a list of texts");
        }
        Set<String> names = new HashSet<>();
        for (Object element : list) {
            if (!(element instanceof String name)) {
                throw new InvalidFlagValueException("field '" + field + "' must be a list of texts only");
            }
            names.add(name);
        }
        return names;
    }

    private static Percentage percentage(Map<String, @Nullable Object> fields, Percentage absent) {
        if (!fields.containsKey("percentage")) {
            return absent;
        }
        if (fields.get("percentage") instanceof JsonNumber number) {
            return Percentage.of(number.toDecimal());
        }
        throw new InvalidFlagValueException("field 'percentage' must be a number");
    }
}
