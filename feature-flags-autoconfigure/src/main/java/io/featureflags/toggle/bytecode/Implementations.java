package io.featureflags.toggle.bytecode;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * Finds the method whose code a call runs. Compilers add bridges: javac in a public class for the public methods of a
 * package-private super-class, Kotlin for functions with code in an interface. A bridge has neither the annotations nor the
 * parameter names of the method behind it.
 */
public final class Implementations {

    private Implementations() {}

    /**
     * Returns the method that runs if a method is called on an object.
     *
     * @param method the called method, of the class, a super-class, an interface or a class proxy
     * @param type class of the object
     * @return the implementation of the class, behind all bridges; {@code method} itself if the class has none
     */
    public static Method of(Method method, Class<?> type) {
        if (method.getDeclaringClass() == type && !method.isBridge() && ClassUtils.getUserClass(type) == type) {
            return method; // Nearly every method that is looked up for each bean.
        }
        Method specific = AopUtils.getMostSpecificMethod(method, type);
        return specific.isBridge() ? behind(specific) : specific;
    }

    /** Returns the method of the same descriptor above a bridge. Spring finds none if a generic method is overloaded. */
    private static Method behind(Method bridge) {
        Class<?> type = bridge.getDeclaringClass();
        List<Class<?>> above = new ArrayList<>();
        for (@Nullable Class<?> part = type.getSuperclass(); part != null; part = part.getSuperclass()) {
            above.add(part);
        }
        above.addAll(ClassUtils.getAllInterfacesForClassAsSet(type));
        for (Class<?> part : above) {
            for (Method candidate : part.getDeclaredMethods()) {
                if (!candidate.isBridge()
                        && candidate.getName().equals(bridge.getName())
                        && candidate.getReturnType() == bridge.getReturnType()
                        && Arrays.equals(candidate.getParameterTypes(), bridge.getParameterTypes())) {
                    return candidate;
                }
            }
        }
        return bridge;
    }
}
