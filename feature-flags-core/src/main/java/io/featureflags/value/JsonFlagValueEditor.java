package io.featureflags.value;

import io.featureflags.FlagValueEditor;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.FlagValueParser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Edits the values that {@link TextFlagValueParser} understands. It writes JSON on one line, with a space behind each comma
 * and colon: a value is read by people too.
 */
public final class JsonFlagValueEditor implements FlagValueEditor {

    private final FlagValueParser parser;

    /**
     * Creates the editor; it has no state.
     *
     * @param parser says whether a value is understood, before and after
     */
    public JsonFlagValueEditor(FlagValueParser parser) {
        this.parser = parser;
    }

    @Override
    public String edit(@Nullable String value, Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> fields = value == null ? new LinkedHashMap<>() : present(value);
        changes.forEach((name, change) -> {
            ChangedField field = new ChangedField(name);
            if (change == null) {
                fields.remove(name);
            } else {
                fields.put(name, field.json(change));
            }
        });
        String text = JsonWriter.write(fields);
        try {
            parser.parse(text);
        } catch (InvalidFlagValueException ex) {
            throw naming(changes.keySet(), fields, ex);
        }
        return text;
    }

    private Map<String, @Nullable Object> present(String value) {
        try {
            parser.parse(value);
            return WrittenForm.fields(value);
        } catch (InvalidFlagValueException ex) {
            throw new InvalidFlagValueException("the present value is not understood: " + ex.getMessage());
        }
    }

    /** The reason with the field that is not understood even alone; the bare reason if each of them is. */
    private InvalidFlagValueException naming(
            Set<String> changed, Map<String, @Nullable Object> fields, InvalidFlagValueException reason) {
        for (String name : changed) {
            if (fields.containsKey(name)) {
                try {
                    parser.parse(JsonWriter.write(Collections.singletonMap(name, fields.get(name))));
                } catch (InvalidFlagValueException ex) {
                    return new ChangedField(name).notUnderstood(ex);
                }
            }
        }
        return reason;
    }
}
