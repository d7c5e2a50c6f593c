package io.featureflags;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Type of a flag's value, as a caller asks for it. Only numbers are converted, and only without loss. */
public enum ValueType {

    /** {@link Boolean}. */
    BOOLEAN,

    /** {@link String}. */
    STRING,

    /** {@link Integer}: a whole number in its range. {@code 1.0} and {@code 1e2} are whole. */
    INTEGER,

    /** {@link Long}: a whole number in its range. */
    LONG,

    /** {@link Double}: the nearest one to a number; a number beyond its range does not fit. */
    DOUBLE,

    /** {@link BigDecimal}: any number, with its digits. */
    DECIMAL,

    /**
     * {@link Map}: an object, unmodifiable, in the order of the document. Its values are texts, {@link BigDecimal}s, booleans,
     * nulls, and lists and maps of these.
     */
    OBJECT;

    /**
     * Returns the type of a caller's default.
     *
     * @param otherwise the default
     * @return its type
     * @throws IllegalArgumentException if the default is null or of any other type
     */
    public static ValueType of(Object otherwise) {
        if (otherwise instanceof String) {
            return STRING;
        }
        if (otherwise instanceof Boolean) {
            return BOOLEAN;
        }
        if (otherwise instanceof Integer) {
            return INTEGER;
        }
        if (otherwise instanceof Double) {
            return DOUBLE;
        }
        if (otherwise instanceof Long) {
            return LONG;
        }
        if (otherwise instanceof BigDecimal) {
            return DECIMAL;
        }
        if (otherwise instanceof Map) {
            return OBJECT;
        }
        throw new IllegalArgumentException(
                "'otherwise' must be a Boolean, String, Integer, Long, Double, BigDecimal or Map, not "
                        + (otherwise == null
                                ? "null"
                                : "a " + otherwise.getClass().getName()));
    }

    /**
     * Converts a value to this type.
     *
     * @param value a text, a {@link BigDecimal}, a boolean or a map
     * @return the value in this type; null if it does not fit
     */
    public @Nullable Object convert(Object value) {
        return switch (this) {
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case STRING -> value instanceof String ? value : null;
            case OBJECT -> value instanceof Map ? value : null;
            default -> value instanceof BigDecimal number ? convert(number) : null;
        };
    }

    private @Nullable Object convert(BigDecimal number) {
        if (this == DECIMAL) {
            return number;
        }
        if (this == DOUBLE) {
            double nearest = number.doubleValue();
            return Double.isInfinite(nearest) ? null : nearest;
        }
        try {
            return this == INTEGER ? (Object) number.intValueExact() : (Object) number.longValueExact();
        } catch (ArithmeticException ex) {
            return null; // A fraction, or out of range.
        }
    }
}
