package io.featureflags.value;

import io.featureflags.FlagDocuments;
import io.featureflags.InvalidFlagImportException;
import io.featureflags.InvalidFlagValueException;
import io.featureflags.text.LogText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads documents strictly, as the values of flags are read: a flag that stands there twice is none that is meant. */
public final class JsonFlagDocuments implements FlagDocuments {

    private static final String FLAGS = "flags";

    /** Creates it; it has no state. */
    public JsonFlagDocuments() {}

    @Override
    public String write(Map<String, String> values) {
        return values.entrySet().stream()
                .map(flag -> "\n  " + JsonWriter.text(flag.getKey()) + ": " + JsonWriter.text(flag.getValue()))
                .collect(Collectors.joining(",", "{\"flags\": {", "\n}}\n"));
    }

    @Override
    public Map<String, @Nullable String> read(String document) {
        Map<String, @Nullable Object> fields = fields(document);
        List<String> problems = new ArrayList<>();
        for (String name : fields.keySet()) {
            if (!name.equals(FLAGS)) {
                problems.add("the document has the field 'flags' alone, and none that is '" + LogText.of(name) + "'");
            }
        }
        if (!(fields.get(FLAGS) instanceof Map<?, ?> flags)) {
            problems.add("the document must have the field 'flags', an object with the values of flags by their names");
            throw new InvalidFlagImportException(problems);
        }
        if (flags.size() > MAX_FLAGS) {
            problems.add("the document has " + flags.size() + " flags, and at most " + MAX_FLAGS + " are read");
        }
        if (!problems.isEmpty()) {
            throw new InvalidFlagImportException(problems);
        }
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        flags.forEach((name, value) -> values.put((String) name, stored(value)));
        return values;
    }

    private static Map<String, @Nullable Object> fields(String document) {
        try {
            return new JsonReader(document).readObject();
        } catch (InvalidFlagValueException ex) {
            throw new InvalidFlagImportException(List.of("the document is not understood: " + ex.getMessage()));
        }
    }

    /** What is not understood, such as a number, is left to whoever checks the values. */
    private static @Nullable String stored(@Nullable Object value) {
        return value == null || value instanceof String ? (String) value : JsonWriter.text(value);
    }
}
