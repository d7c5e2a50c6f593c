package io.featureflags.actuate;

import io.featureflags.FlagName;
import io.featureflags.FlagValueEditor;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to write, checked as a whole, so that all that is wrong is said at once.
 *
 * @param flag name of the flag
 * @param value the value as it is to stand in the store; null for none
 * @param write who writes, why, and on what condition
 */
record WriteRequest(String flag, @Nullable String value, FlagWrite write) {

    /** The way that these writes take. */
    static final String VIA = "actuator";

    /**
     * Reads a request to set a value.
     *
     * @param value the value: a text, true, false, or an object as in JSON
     * @throws BadRequestException if anything in it cannot be taken
     */
    static WriteRequest toSet(
            String flag,
            @Nullable Object value,
            @Nullable Object expectedVersion,
            @Nullable Object reason,
            String actor,
            FlagValueEditor editor) {
        List<String> problems = new ArrayList<>();
        String text = valueText(value, editor, problems);
        return checked(flag, text, expectedVersion, reason, actor, problems);
    }

    /**
     * Reads a request to delete a value.
     *
     * @throws BadRequestException if anything in it cannot be taken
     */
    static WriteRequest toDelete(String flag, @Nullable Object expectedVersion, @Nullable Object reason, String actor) {
        return checked(flag, null, expectedVersion, reason, actor, new ArrayList<>());
    }

    private static WriteRequest checked(
            String flag,
            @Nullable String value,
            @Nullable Object expectedVersion,
            @Nullable Object reason,
            String actor,
            List<String> problems) {
        if (!FlagName.isValid(flag)) {
            problems.add("The name does not match " + FlagName.GRAMMAR + ".");
        }
        String version = text("expectedVersion", expectedVersion, problems);
        String why = text("reason", reason, problems);
        if (why != null && why.length() > FlagWrite.MAX_TEXT) {
            problems.add("'reason' has at most " + FlagWrite.MAX_TEXT + " characters.");
        }
        if (!problems.isEmpty()) {
            throw new BadRequestException(problems);
        }
        return new WriteRequest(
                flag, value, FlagWrite.by(actor).manually(VIA).because(why).expecting(version));
    }

    private static @Nullable String text(String field, @Nullable Object value, List<String> problems) {
        if (value != null && !(value instanceof String)) {
            problems.add("'" + field + "' must be a text.");
            return null;
        }
        return (String) value;
    }

    private static @Nullable String valueText(@Nullable Object value, FlagValueEditor editor, List<String> problems) {
        if (value instanceof String || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            object.forEach((name, field) -> fields.put(String.valueOf(name), field));
            if (fields.containsValue(null)) {
                problems.add("'value' has a field that is null: leave it out.");
                return null;
            }
            try {
                return editor.edit(null, fields);
            } catch (InvalidFlagValueException ex) {
                problems.add("'value' is not understood: " + ex.getMessage());
                return null;
            }
        }
        problems.add("'value' must be a text such as \"true\" or \"10%\", or an object.");
        return null;
    }
}
