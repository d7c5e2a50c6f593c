package io.featureflags.openfeature;

import dev.openfeature.sdk.ImmutableStructure;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts values of flags to values of the SDK, and values of contexts back. */
final class SdkValues {

    /** Digits of the largest long. */
    private static final int MAX_DIGITS = 19;

    private SdkValues() {}

    /**
     * Returns the values of a structure. They are read one by one: the SDK fails to convert a structure with a long.
     *
     * @param structure structure of the SDK
     * @param excluded name that is left out; null for none
     * @return the values by name, without nulls: texts, numbers, booleans, instants, and lists and maps of these; unmodifiable
     */
    static Map<String, Object> plain(Structure structure, @Nullable String excluded) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : structure.keySet()) {
            Object value = name.equals(excluded) ? null : plain(structure.getValue(name));
            if (value != null) {
                values.put(name, value);
            }
        }
        return Collections.unmodifiableMap(values);
    }

    private static @Nullable Object plain(@Nullable Value value) {
        if (value == null) {
            return null;
        }
        if (value.isStructure()) {
            return plain(value.asStructure(), null);
        }
        if (!value.isList()) {
            return value.asObject();
        }
        List<Object> elements = new ArrayList<>();
        for (Value element : value.asList()) {
            Object converted = plain(element);
            if (converted != null) {
                elements.add(converted);
            }
        }
        return Collections.unmodifiableList(elements);
    }

    /**
     * Returns the value of a variant as a structure.
     *
     * @param object the value: texts, {@link BigDecimal}s, booleans, nulls, and lists and maps of these
     * @return the structure; null if a number is beyond the range of a double
     */
    static @Nullable Value structure(Map<?, ?> object) {
        Map<String, Value> values = new HashMap<>();
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            Value value = value(entry.getValue());
            if (value == null) {
                return null;
            }
            values.put(String.valueOf(entry.getKey()), value);
        }
        return new Value(new ImmutableStructure(values));
    }

    private static @Nullable Value list(List<?> elements) {
        List<Value> values = new ArrayList<>();
        for (Object element : elements) {
            Value value = value(element);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return new Value(Collections.unmodifiableList(values));
    }

    private static @Nullable Value value(@Nullable Object object) {
        if (object instanceof BigDecimal number) {
            return number(number);
        }
        if (object instanceof Map<?, ?> map) {
            return structure(map);
        }
        if (object instanceof List<?> elements) {
            return list(elements);
        }
        return object instanceof Boolean bool ? new Value(bool) : new Value((String) object);
    }

    /** An integer where that fits, else a double; a long only for what neither holds. */
    private static @Nullable Value number(BigDecimal number) {
        boolean whole = isWhole(number);
        if (whole && number.compareTo(BigDecimal.valueOf(number.intValue())) == 0) {
            return new Value(number.intValue());
        }
        double nearest = number.doubleValue();
        if (Double.isInfinite(nearest)) {
            return null;
        }
        boolean fitsLongOnly = whole
                && number.compareTo(new BigDecimal(nearest)) != 0
                && number.compareTo(BigDecimal.valueOf(number.longValue())) == 0;
        return fitsLongOnly ? longValue(number.longValue()) : new Value(nearest);
    }

    /** Does not expand a number such as 1e999999999, which has more digits than the memory. */
    private static boolean isWhole(BigDecimal number) {
        return number.precision() - (long) number.scale() <= MAX_DIGITS
                && number.stripTrailingZeros().scale() <= 0;
    }

    // SDK 1.21 has no constructor for a long.
    private static Value longValue(long number) {
        try {
            return new Value((Object) number);
        } catch (InstantiationException ex) {
            throw new IllegalStateException("The SDK accepts numbers of any type", ex);
        }
    }
}
