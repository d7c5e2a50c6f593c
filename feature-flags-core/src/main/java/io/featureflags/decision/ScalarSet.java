package io.featureflags.decision;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A set of texts, numbers and booleans of a condition. Only values of the same kind are equal: the text "10" is not the
 * number 10. Texts are looked up in constant time and numbers in logarithmic time, without allocation.
 */
final class ScalarSet {

    private final Set<String> texts = new HashSet<>();

    private final DecimalNumber[] numbers;

    private final boolean hasTrue;

    private final boolean hasFalse;

    ScalarSet(List<Object> values) {
        values.forEach(value -> {
            if (value instanceof String text) {
                texts.add(text);
            }
        });
        this.numbers = values.stream()
                .filter(BigDecimal.class::isInstance)
                .map(value -> DecimalNumber.of((BigDecimal) value))
                .sorted()
                .toArray(DecimalNumber[]::new);
        this.hasTrue = values.contains(true);
        this.hasFalse = values.contains(false);
    }

    /** Returns whether the type of a value is supported. */
    static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Boolean || DecimalNumber.isNumber(value);
    }

    boolean has(Object value) {
        if (value instanceof String text) {
            return texts.contains(text);
        }
        if (value instanceof Boolean truth) {
            return truth ? hasTrue : hasFalse;
        }
        return numbers.length > 0 && DecimalNumber.isNumber(value) && hasNumber(value);
    }

    private boolean hasNumber(Object value) {
        int low = 0;
        int high = numbers.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = numbers[middle].compareValue(value);
            if (order == 0) {
                return true;
            }
            if (order > 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** Returns whether a value, or an element of a list, is in the set. */
    boolean hasAny(Object value) {
        // Most values are texts, and the type check for a list takes longer than that for a text.
        return value instanceof String text ? texts.contains(text) : hasElement(value) || has(value);
    }

    /** Returns whether a value is a list with an element in the set. */
    boolean hasElement(Object value) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (has(list.get(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether neither a value nor an element of it is in the set. False for a value of an unsupported type. */
    boolean lacks(Object value) {
        if (value instanceof String text) {
            return !texts.contains(text);
        }
        if (!(value instanceof List<?> list)) {
            return isScalar(value) && !has(value);
        }
        for (int i = 0; i < list.size(); i++) {
            if (!isScalar(list.get(i)) || has(list.get(i))) {
                return false;
            }
        }
        return true;
    }
}
