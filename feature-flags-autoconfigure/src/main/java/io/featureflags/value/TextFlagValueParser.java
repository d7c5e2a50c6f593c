package io.featureflags.value;

import io.featureflags.FlagValue;
import io.featureflags.FlagValueParser;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.Percentage;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Understands {@code true} and {@code false} in any case, a percentage such as {@code 12.5%}, and a JSON object with the
 * fields {@code enabled}, {@code excluded}, {@code users}, {@code rules}, {@code percentage}, {@code bucketBy},
 * {@code salt}, {@code from}, {@code until}, {@code requires}, {@code description}, {@code owner} and {@code expires}, all
 * of them optional. Space around the value is ignored, and so is every other field of the object.
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
            return ObjectForm.read(new JsonFields(new JsonReader(value).readObject(), ""));
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
}
