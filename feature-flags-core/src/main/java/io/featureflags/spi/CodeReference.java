package io.featureflags.spi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A toggled method: where code refers to a flag.
 *
 * @param flag name of the flag
 * @param type name of the bean's class
 * @param method the new code, with the types of its parameters: {@code checkout(String)}
 * @param line the first line of the method in its source file; null if the class file does not tell
 * @param fallback the legacy code, in the form of {@code method}, with the class before it where it is in another
 *     bean; null if there is none
 * @param owner who answers for the flag, as {@code application.yml} says; null if it does not
 * @param expires kill date of the annotation; null if it has none
 * @param calls how often it was called since the application started
 */
public record CodeReference(
        String flag,
        String type,
        String method,
        @Nullable Integer line,
        @Nullable String fallback,
        @Nullable String owner,
        @Nullable LocalDate expires,
        CallCounts calls) {

    /**
     * Where the method is, for people.
     *
     * @return such as {@code com.example.Shop.checkout(String), line 31}
     */
    public String place() {
        return type + "." + method + (line == null ? "" : ", line " + line);
    }
}
