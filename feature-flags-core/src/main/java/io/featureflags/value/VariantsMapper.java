package io.featureflags.value;

import io.featureflags.FlagName;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.decision.FlagValueBuilder;
import io.featureflags.decision.Percentage;
import io.featureflags.decision.Variant;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps the fields {@code variants} and {@code offVariant} of a value. Unknown fields of a variant are ignored, as in the value. */
final class VariantsMapper {

    private VariantsMapper() {}

    /** Sets the variants of a value, if it has any. */
    static void read(JsonFields fields, FlagValueBuilder value) {
        String offVariant = fields.textOrNull("offVariant");
        if (fields.has("variants")) {
            value.variants(
                    fields.objects("variants", "variant").stream()
                            .map(VariantsMapper::variant)
                            .toList(),
                    offVariant);
        } else if (offVariant != null) {
            throw new InvalidFlagValueException("field 'offVariant' must be the name of one of 'variants'");
        }
    }

    private static Variant variant(JsonFields fields) {
        fields.checkNames(FieldNames.OF_VARIANT);
        String name = fields.text("name");
        if (!FlagName.isValid(name)) {
            throw fields.wrong("name", "a name that matches " + FlagName.GRAMMAR);
        }
        return new Variant(
                name, fields.has("value") ? value(fields) : name, weight(fields), new HashSet<>(fields.texts("users")));
    }

    private static @Nullable Percentage weight(JsonFields fields) {
        if (!fields.has("weight")) {
            return null;
        }
        try {
            return Percentage.of(fields.number("weight", BigDecimal.ZERO));
        } catch (InvalidFlagValueException ex) {
            throw fields.wrong("weight", "a number from 0 to 100 with at most three decimals");
        }
    }

    private static Object value(JsonFields fields) {
        Object value = fields.plain("value");
        if (value instanceof String
                || value instanceof Boolean
                || value instanceof BigDecimal
                || value instanceof Map) {
            return value;
        }
        throw fields.wrong("value", "a text, a number, true, false or an object");
    }
}
