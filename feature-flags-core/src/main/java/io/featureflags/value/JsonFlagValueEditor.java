package io.featureflags.value;

import io.featureflags.FlagValueEditor;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.FlagValueParser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Edits the values that {@link TextFlagValueParser} accepts. The result is JSON on a single line, with a space after
 * each comma and colon, so that people can read it.
 */
public final class JsonFlagValueEditor implements FlagValueEditor {

    /** Makes an object with one more field complete: an object must state who gets the flag. */
    private static final Map<String, Object> ENABLED = Map.of("enabled", true);

    private final FlagValueParser parser;

    /**
     * Creates the editor. It is stateless.
     *
     * @param parser parser that validates values before and after an edit
     */
    public JsonFlagValueEditor(FlagValueParser parser) {
        this.parser = parser;
    }

    @Override
    public String edit(@Nullable String value, Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> fields = value == null ? new LinkedHashMap<>() : present(value);
        apply(changes, fields);
        String text = JsonWriter.write(fields);
        try {
            parser.parse(text);
        } catch (InvalidFlagValueException ex) {
            throw naming(changes.keySet(), fields, ex);
        }
        return text;
    }

    @Override
    public String write(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        apply(fields, written);
        return JsonWriter.write(written);
    }

    private static void apply(Map<String, @Nullable Object> changes, Map<String, @Nullable Object> fields) {
        changes.forEach((name, change) -> {
            ChangedField field = new ChangedField(name);
            if (change == null) {
                fields.remove(name);
            } else {
                fields.put(name, field.json(change));
            }
        });
    }

    private Map<String, @Nullable Object> present(String value) {
        try {
            parser.parse(value);
            return ValueSyntax.fields(value);
        } catch (InvalidFlagValueException ex) {
            throw new InvalidFlagValueException("the present value is not understood: " + ex.getMessage());
        }
    }

    /**
     * Adds the name of the first field that is invalid on its own to an exception; returns it unchanged if there is
     * none.
     */
    private InvalidFlagValueException naming(
            Set<String> changed, Map<String, @Nullable Object> fields, InvalidFlagValueException reason) {
        for (String name : changed) {
            if (fields.containsKey(name)) {
                try {
                    Map<String, @Nullable Object> alone = new LinkedHashMap<>(ENABLED);
                    alone.put(name, fields.get(name));
                    parser.parse(JsonWriter.write(alone));
                } catch (InvalidFlagValueException ex) {
                    return new ChangedField(name).invalid(ex);
                }
            }
        }
        return reason;
    }
}
