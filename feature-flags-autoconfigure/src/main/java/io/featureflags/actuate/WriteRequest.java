package io.featureflags.actuate;

import io.featureflags.FlagName;
import io.featureflags.FlagValueEditor;
import io.featureflags.FlagWrite;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.text.LogText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    private static final Set<String> FIELDS = Set.of("value", "expectedVersion", "reason");

    /**
     * Reads the body of a request to set a value.
     *
     * @param body the fields {@code value}, {@code expectedVersion} and {@code reason}, and no others: who has meant one
     *     that is not there would go by something that has not happened
     * @throws BadRequestException if anything in it cannot be taken
     */
    static WriteRequest toSet(
            String flag, Map<String, ? extends @Nullable Object> body, String actor, FlagValueEditor editor) {
        List<String> problems = new ArrayList<>();
        for (String field : new TreeSet<>(body.keySet())) {
            if (!FIELDS.contains(field)) {
                problems.add(
                        "There is no field '" + LogText.of(field) + "', but 'value', 'expectedVersion' and 'reason'.");
            }
        }
        String text = valueText(body.get("value"), editor, problems);
        return checked(flag, text, body.get("expectedVersion"), body.get("reason"), actor, problems);
    }

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
        checkReason(why, problems);
        if (!problems.isEmpty()) {
            throw new BadRequestException(problems);
        }
        return new WriteRequest(
                flag, value, FlagWrite.by(actor).manually(VIA).because(why).expecting(version));
    }

    /**
     * The name of whoever is logged in can be recorded.
     *
     * @throws BadRequestException if it is too long
     */
    static void checkActor(String actor) {
        if (actor.length() > FlagWrite.MAX_TEXT) {
            throw new BadRequestException(
                    List.of("The name of whoever is logged in has at most " + FlagWrite.MAX_TEXT + " characters."));
        }
    }

    static void checkReason(@Nullable String reason, List<String> problems) {
        if (reason != null && reason.length() > FlagWrite.MAX_TEXT) {
            problems.add("'reason' has at most " + FlagWrite.MAX_TEXT + " characters.");
        }
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
