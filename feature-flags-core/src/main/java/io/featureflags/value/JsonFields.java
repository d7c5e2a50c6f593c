package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.text.KnownNames;
import io.featureflags.text.LogText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to the fields of a JSON object: a field is absent or must have the expected type. JSON's null is a value
 * of a wrong type; it does not mean absent.
 *
 * @param fields the fields
 * @param where the object's place in the document, as the end of a message; empty for the outermost object
 */
record JsonFields(Map<String, @Nullable Object> fields, String where) {

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** Rejects a field that was probably meant to be a known one. Other unknown fields are accepted. */
    void checkNames(KnownNames known) {
        for (String field : fields.keySet()) {
            String meant = known.meantBy(field);
            if (meant != null) {
                throw new InvalidFlagValueException(
                        "field '" + shown(field) + "'" + where + " is unknown (did you mean '" + meant + "'?)");
            }
        }
    }

    private static String shown(String field) {
        return LogText.of(field).replaceAll("[^ -~]", "?");
    }

    boolean isNumber(String field) {
        return fields.get(field) instanceof JsonNumber;
    }

    boolean isTruth(String field) {
        return fields.get(field) instanceof Boolean;
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

    /** Returns the parsed text of a field; null if the field is absent. */
    <T> @Nullable T parsed(String field, String expected, Function<String, @Nullable T> parser) {
        if (!has(field)) {
            return null;
        }
        T meaning = parser.apply(get(field, String.class, expected));
        if (meaning == null) {
            throw wrong(field, expected);
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

    /** Returns a value of any type, as the types of the JDK; null if it is null. */
    @Nullable
    Object plain(String field) {
        return JsonObjects.plain(fields.get(field));
    }

    /** Returns the texts, numbers and booleans of a required list. */
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

    /** Returns the objects of a list. Messages refer to each of them by the given name and its number. */
    List<JsonFields> objects(String field, String name) {
        List<JsonFields> objects = new ArrayList<>();
        for (Object element : list(field, "objects")) {
            if (!(element instanceof Map<?, ?>)) {
                throw wrong(field, "a list of objects only");
            }
            objects.add(part(element, " of " + name + " " + (objects.size() + 1)));
        }
        return objects;
    }

    /** Returns the object that a field must be. Messages refer to it by the name of the field. */
    JsonFields object(String field, String expected) {
        return part(get(field, Map.class, expected), " of '" + field + "'");
    }

    @SuppressWarnings("unchecked") // All maps of the reader are objects of the document.
    private JsonFields part(Object object, String place) {
        return new JsonFields((Map<String, @Nullable Object>) object, place + where);
    }

    private List<?> list(String field, String elements) {
        return get(field, List.class, "a list of " + elements, List.of());
    }

    private <T> T get(String field, Class<T> type, String expected, T absent) {
        return has(field) ? get(field, type, expected) : absent;
    }

    private <T> T get(String field, Class<T> type, String expected) {
        Object value = fields.get(field);
        if (!type.isInstance(value)) {
            throw wrong(field, expected);
        }
        return type.cast(value);
    }

    InvalidFlagValueException wrong(String field, String expected) {
        return new InvalidFlagValueException("field '" + field + "'" + where + " must be " + expected);
    }
}
