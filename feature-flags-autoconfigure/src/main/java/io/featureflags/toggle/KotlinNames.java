package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of Kotlin functions. Its compiler adds a hash to the name of a function with a value class or a {@code Result}, as in
 * {@code run-0pBH-uc}, and the name of the module to that of an internal function, as in {@code run$shop_main}.
 */
final class KotlinNames {

    private static final Pattern ADDED = Pattern.compile("(-[A-Za-z0-9_-]{7})?(\\$[A-Za-z0-9_]+)?$");

    private KotlinNames() {}

    /** Returns the name of a method in its source code. Java has no such names, so that the language need not be known. */
    static String inSource(Method method) {
        return ADDED.matcher(method.getName()).replaceFirst("");
    }

    /** Returns whether the compiler has added to the name of a method. */
    static boolean isChanged(Method method) {
        return !method.isSynthetic() && !inSource(method).equals(method.getName());
    }

    /**
     * Returns the methods whose names have the same addition as another method. It depends on the value classes of the
     * parameters, so that it distinguishes methods that are alike otherwise.
     */
    static List<Method> alike(List<Method> methods, Method other) {
        String added = added(other);
        return methods.stream().filter(method -> added(method).equals(added)).toList();
    }

    private static String added(Method method) {
        return method.getName().substring(inSource(method).length());
    }
}
