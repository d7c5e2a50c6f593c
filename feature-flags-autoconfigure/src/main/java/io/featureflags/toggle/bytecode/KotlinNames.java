package io.featureflags.toggle.bytecode;

import io.featureflags.text.KotlinName;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.Type;

/** Methods of Kotlin functions, whose names are not those of the source code. */
public final class KotlinNames {

    private KotlinNames() {}

    /**
     * Returns the name of a method in its source code. Java has no such names, so that the language need not be known.
     *
     * @param method a method of any language
     * @return its name without what the compiler has added
     */
    public static String inSource(Method method) {
        return KotlinName.inSource(method.getName());
    }

    /**
     * Returns whether the compiler has added to the name of a method.
     *
     * @param method a method of any language
     * @return whether its name in the source code is another one
     */
    public static boolean isChanged(Method method) {
        return !method.isSynthetic() && !inSource(method).equals(method.getName());
    }

    /**
     * Returns the methods whose names have the same addition as another method. It depends on the value classes of the
     * parameters, so that it distinguishes methods that are alike otherwise.
     *
     * @param methods the methods to choose from
     * @param other the other method
     * @return those with the same addition
     */
    public static List<Method> alike(List<Method> methods, Method other) {
        String added = added(other);
        List<Method> alike = new ArrayList<>();
        for (Method method : methods) {
            if (added(method).equals(added)) {
                alike.add(method);
            }
        }
        return alike;
    }

    /**
     * Returns the function that a method with default arguments calls: {@code pay$default}, which also has the object, a mask
     * and a marker as parameters, calls {@code pay}.
     *
     * @param key name and descriptor of any method
     * @return name and descriptor of the function; null if the method is no such method
     */
    static @Nullable String functionWithDefaults(String key) {
        int end = key.indexOf("$default(");
        Type[] types = end < 0 ? new Type[0] : Type.getArgumentTypes(key.substring(key.indexOf('(')));
        return types.length < 3
                ? null
                : key.substring(0, end)
                        + Type.getMethodDescriptor(
                                Type.getReturnType(key.substring(key.indexOf('('))),
                                Arrays.copyOfRange(types, 1, types.length - 2));
    }

    private static String added(Method method) {
        return method.getName().substring(inSource(method).length());
    }
}
