package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import io.featureflags.spi.CallCounts;
import io.featureflags.spi.CodeReference;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the index of flags, which the annotation processor writes for the toggled methods that it compiles. */
public final class FlagIndexReader {

    /** Name of the index on the class path. */
    public static final String INDEX = "META-INF/feature-flags.json";

    private FlagIndexReader() {}

    /**
     * Reads an index. Unknown fields are ignored.
     *
     * @param index the content of the file
     * @return the methods, in the order of the file, without owners and calls
     * @throws InvalidFlagValueException if the text is not understood
     */
    public static List<CodeReference> read(String index) {
        JsonFields fields = new JsonFields(new JsonReader(index).readObject(), "");
        if (fields.has("version") || !fields.has("flags")) {
            throw new InvalidFlagValueException("field 'flags' is missing, or the index is of a later version");
        }
        List<CodeReference> methods = new ArrayList<>();
        for (JsonFields entry : fields.objects("flags", "entry")) {
            entry.fields().values().removeAll(Arrays.asList(null, "")); // Both mean that there is none.
            methods.add(new CodeReference(
                    entry.text("flag"),
                    entry.text("class"),
                    entry.text("method"),
                    entry.has("line") ? entry.number("line", BigDecimal.ZERO).intValue() : null,
                    entry.textOrNull("fallback"),
                    null,
                    killDate(entry),
                    CallCounts.NONE));
        }
        return methods;
    }

    private static @Nullable LocalDate killDate(JsonFields entry) {
        String date = entry.textOrNull("expires");
        try {
            return date == null ? null : LocalDate.parse(date);
        } catch (DateTimeParseException ex) {
            throw new InvalidFlagValueException(
                    "field 'expires'" + entry.where() + " must be a date, such as 2027-01-31");
        }
    }
}
