package io.featureflags.text;

import java.util.regex.Pattern;

/**
 * Names of Kotlin functions. Its compiler adds a hash to the name of a function with a value class or a {@code Result}, as in
 * {@code run-0pBH-uc}, and the name of the module to that of an internal function, as in {@code run$shop_main}.
 */
public final class KotlinName {

    private static final Pattern ADDED = Pattern.compile("(-[A-Za-z0-9_-]{7})?(\\$[A-Za-z0-9_]+)?$");

    private KotlinName() {}

    /**
     * Returns the name of a method in its source code. Java has no such names, so that the language need not be known.
     *
     * @param name name of a method of any language
     * @return the name without what the compiler has added
     */
    public static String inSource(String name) {
        boolean isAsWritten = name.indexOf('-') < 0 && name.indexOf('$') < 0; // As nearly all are.
        return isAsWritten ? name : ADDED.matcher(name).replaceFirst("");
    }
}
