package io.featureflags.decision;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts, numbers and booleans of a condition, to look a value up. Equal are values of one kind only: the text "10" is not
 * the number 10. Texts are looked up in constant time, numbers in logarithmic time, and nothing is allocated.
 */
final class Scalars {

    private final Set<String> texts = new HashSet<>();

    private final DecimalNumber[] numbers;

    private final boolean hasTrue;

    private final boolean hasFalse;

    Scalars(List<Object> values) {
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

    /** Whether a value is of a kind that can be looked up. */
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
            int place = numbers[middle].placeOf(value);
            if (place == 0) {
                return true;
            }
            if (place > 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** Whether a value is there, or an element of it if it is a list. */
    boolean hasAny(Object value) {
        // Most are texts, and to see that a text is no list takes longer than to see that it is a text.
        return value instanceof String text ? texts.contains(text) : hasElement(value) || has(value);
    }

    /** Whether a value is a list, and an element of it is there. */
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

    /** Whether neither a value nor an element of it is there. A value that cannot be looked up is not known to be absent. */
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
