package io.featureflags.value;

import io.featureflags.InvalidFlagValueException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A toggled method in the index of flags, which the annotation processor writes when it compiles the method.
 *
 * @param flag name of the flag
 * @param type binary name of the class
 * @param method the method, with its parameter types: {@code checkout(String)}
 * @param line line of the method in its source file; zero if the compiler did not disclose it
 * @param expires kill date of the annotation; null if it has none
 */
public record IndexedToggle(
        String flag,
        String type,
        String method,
        int line,
        @Nullable LocalDate expires) {

    /** Name of the index on the class path. */
    public static final String INDEX = "META-INF/feature-flags.json";

    /**
     * Reads an index. Unknown fields are ignored.
     *
     * @param index the content of the file
     * @return its methods, in the order of the file
     * @throws InvalidFlagValueException if the text is not understood
     */
    public static List<IndexedToggle> listOf(String index) {
        JsonFields fields = new JsonFields(new JsonReader(index).readObject(), "");
        BigDecimal version = fields.number("version", BigDecimal.ONE);
        if (version.compareTo(BigDecimal.ONE) != 0) {
            throw new InvalidFlagValueException("it has version " + version + ", and this library reads version 1");
        }
        if (!fields.has("flags")) {
            throw new InvalidFlagValueException("field 'flags' is missing");
        }
        return fields.objects("flags", "entry").stream().map(IndexedToggle::of).toList();
    }

    private static IndexedToggle of(JsonFields entry) {
        entry.fields().values().removeIf(value -> value == null || value.equals("")); // Both mean absent here.
        return new IndexedToggle(
                entry.text("flag"),
                entry.text("class"),
                entry.text("method"),
                entry.number("line", BigDecimal.ZERO).intValue(),
                FlagValueMapper.killDate(entry));
    }
}
