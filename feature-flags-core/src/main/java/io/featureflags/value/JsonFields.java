package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, each of the type that is wanted or not there at all. JSON's null is a value of the wrong
 * type: it does not say "not there".
 *
 * @param fields the fields
 * @param where which object it is, as the end of a message; empty for the outermost
 */
record JsonFields(Map<String, @Nullable Object> fields, String where) {

    boolean has(String field) {
        return fields.containsKey(field);
    }

    boolean truth(String field, boolean absent) {
        return get(field, Boolean.class, "true or false", absent);
    }

    BigDecimal number(String field, BigDecimal absent) {
        return has(field) ? get(field, JsonNumber.class, "a number").toDecimal() : absent;
    }

    String text(String field) {
        return get(field, String.class, "a text");
    }

    @Nullable
    String textOrNull(String field) {
        return has(field) ? text(field) : null;
    }

    /** A text with a meaning of its own; null if the field is not there. */
    <T> @Nullable T parsed(String field, String wanted, Function<String, @Nullable T> parser) {
        if (!has(field)) {
            return null;
        }
        T meaning = parser.apply(get(field, String.class, wanted));
        if (meaning == null) {
            throw wrong(field, wanted);
        }
        return meaning;
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (Object element : list(field, "texts")) {
            if (!(element instanceof String text)) {
                throw wrong(field, "a list of texts only");
            }
            texts.add(text);
        }
        return texts;
    }

    /** The texts, numbers and booleans of a list that must be there. */
    List<Object> scalars(String field) {
        List<Object> scalars = new ArrayList<>();
        for (Object element : get(field, List.class, "a list of texts, numbers, true and false")) {
            if (element instanceof JsonNumber number) {
                scalars.add(number.toDecimal());
            } else if (element instanceof String || element instanceof Boolean) {
                scalars.add(element);
            } else {
                throw wrong(field, "a list of texts, numbers, true and false only");
            }
        }
        return scalars;
    }

    /** The objects of a list, each called by a name and its place. */
    List<JsonFields> objects(String field, String name) {
        List<JsonFields> objects = new ArrayList<>();
        for (Object element : list(field, "objects")) {
            if (!(element instanceof Map<?, ?>)) {
                throw wrong(field, "a list of objects only");
            }
            @SuppressWarnings("unchecked") // All maps of the reader are objects of the document.
            Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) element;
            objects.add(new JsonFields(object, " of " + name + " " + (objects.size() + 1) + where));
        }
        return objects;
    }

    private List<?> list(String field, String elements) {
        return get(field, List.class, "a list of " + elements, List.of());
    }

    private <T> T get(String field, Class<T> type, String wanted, T absent) {
        return has(field) ? get(field, type, wanted) : absent;
    }

    private <T> T get(String field, Class<T> type, String wanted) {
        Object value = fields.get(field);
        if (!type.isInstance(value)) {
            throw wrong(field, wanted);
        }
        return type.cast(value);
    }

    private InvalidFlagValueException wrong(String field, String wanted) {
        return new InvalidFlagValueException("field '" + field + "'" + where + " must be " + wanted);
    }
}
