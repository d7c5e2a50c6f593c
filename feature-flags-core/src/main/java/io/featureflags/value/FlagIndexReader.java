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
        List<CodeReference> methods = new ArrayList<>();
        for (JsonFields entry : entries(index)) {
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

    /**
     * Reads where the annotations of an index are: several classes inherit one.
     *
     * @param index the content of the file
     * @return class and method with the annotation of each entry, in the order of the file
     * @throws InvalidFlagValueException if the text is not understood
     */
    public static List<String> declarations(String index) {
        List<String> declarations = new ArrayList<>();
        for (JsonFields entry : entries(index)) {
            String inherited = entry.textOrNull("declaration");
            declarations.add(inherited == null ? entry.text("class") + "." + entry.text("method") : inherited);
        }
        return declarations;
    }

    private static List<JsonFields> entries(String index) {
        JsonFields fields = new JsonFields(new JsonReader(index).readObject(), "");
        if (fields.has("version") || !fields.has("flags")) {
            throw new InvalidFlagValueException("field 'flags' is missing, or the index is of a later version");
        }
        List<JsonFields> entries = fields.objects("flags", "entry");
        // Both mean that there is none.
        entries.forEach(entry -> entry.fields().values().removeAll(Arrays.asList(null, "")));
        return entries;
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
