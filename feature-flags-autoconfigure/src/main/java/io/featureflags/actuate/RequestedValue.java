package io.featureflags.actuate;

import io.featureflags.FlagValueEditor;
import io.featureflags.InvalidFlagValueException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Value of a request: a text, or a JSON object that is written as a text once.
 *
 * @param text the value as text for the store; null if the request has none that can be written
 * @param check finds the problem of the value, or null. Of an object, it parses the fields
 */
record RequestedValue(@Nullable String text, Supplier<@Nullable String> check) {

    /** Creates the value of a text, which the admin alone parses. */
    static RequestedValue ofText(String text) {
        return new RequestedValue(text, () -> null);
    }

    /**
     * Creates the value of a field of JSON.
     *
     * @param value a text, true, false, or an object without null fields; anything else is a problem
     * @param editor editor that writes objects
     */
    static RequestedValue of(@Nullable Object value, FlagValueEditor editor) {
        if (value instanceof String || value instanceof Boolean) {
            return ofText(value.toString());
        }
        if (value instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            object.forEach((name, field) -> fields.put(String.valueOf(name), field));
            return fields.containsValue(null)
                    ? unwritable("'value' has a field that is null: leave it out.")
                    : ofFields(fields, editor);
        }
        return unwritable("'value' must be a text such as \"true\" or \"10%\", or an object.");
    }

    private static RequestedValue ofFields(Map<String, @Nullable Object> fields, FlagValueEditor editor) {
        try {
            return new RequestedValue(editor.write(fields), () -> problemOf(fields, editor));
        } catch (InvalidFlagValueException ex) {
            return unwritable(notUnderstood(ex));
        }
    }

    private static @Nullable String problemOf(Map<String, @Nullable Object> fields, FlagValueEditor editor) {
        try {
            editor.edit(null, fields);
            return null;
        } catch (InvalidFlagValueException ex) {
            return notUnderstood(ex);
        }
    }

    private static RequestedValue unwritable(String problem) {
        return new RequestedValue(null, () -> problem);
    }

    static String notUnderstood(InvalidFlagValueException reason) {
        return "'value' is not understood: " + reason.getMessage();
    }

    @Nullable
    String problem() {
        return check.get();
    }
}
