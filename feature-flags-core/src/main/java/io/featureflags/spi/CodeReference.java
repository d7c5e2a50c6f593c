package io.featureflags.spi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A toggled method: a place in the code that refers to a flag.
 *
 * @param flag name of the flag
 * @param type class name of the bean
 * @param method the new code, with its parameter types: {@code checkout(String)}
 * @param line line of the method in its source file: that of its declaration if the annotation processor has recorded it, or
 *     else the first one of its code; null if the class file has no line numbers
 * @param fallback the legacy code, in the form of {@code method}, prefixed with its class if it is in another bean;
 *     null if there is none
 * @param owner owner of the flag as set in {@code application.yml}; null if it is not set
 * @param expires kill date of the annotation; null if it has none
 * @param calls number of calls since the application started
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
     * Describes the location of the method for people.
     *
     * @return text such as {@code com.example.Shop.checkout(String), line 31}
     */
    public String place() {
        return type + "." + method + (line == null ? "" : ", line " + line);
    }
}
