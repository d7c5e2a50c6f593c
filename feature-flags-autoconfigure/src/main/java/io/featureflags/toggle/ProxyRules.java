package io.featureflags.toggle;

import io.featureflags.toggle.bytecode.Implementations;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NativeDetector;

/** Capabilities of proxies: a class proxy overrides methods, and a JDK proxy has those of its interfaces. */
final class ProxyRules {

    private ProxyRules() {}

    /**
     * Returns why there can be no class proxy for a class.
     *
     * @param type the class
     * @return the modifier that prevents it, for messages; null if a class proxy is possible
     */
    static @Nullable String obstacle(Class<?> type) {
        return Modifier.isFinal(type.getModifiers()) ? "final" : type.isSealed() ? "sealed" : null;
    }

    /**
     * Returns whether a class proxy can override a method. Any other method runs on the proxy object itself, whose fields
     * are all null.
     *
     * @param type the proxied class
     * @param method a method of the class or its super-classes
     * @return whether the proxy intercepts calls of the method
     */
    static boolean isOverridable(Class<?> type, Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers) || Modifier.isFinal(modifiers)) {
            return false;
        }
        return Modifier.isPublic(modifiers)
                || Modifier.isProtected(modifiers)
                || method.getDeclaringClass().getPackageName().equals(type.getPackageName());
    }

    /**
     * Returns whether a class proxy overrides a method, or a bridge that leads to it.
     *
     * @param proxy the class proxy
     * @param type class of the bean
     * @param method the method, as the class of the bean implements it
     * @return whether the proxy intercepts calls of the method; always true in a native image, which does not list methods
     */
    static boolean isOverridden(Object proxy, Class<?> type, Method method) {
        if (NativeDetector.inNativeImage()) {
            return true;
        }
        for (Method candidate : proxy.getClass().getDeclaredMethods()) {
            // Only those that may be it: a class proxy has dozens of methods of Spring. A bridge has the same name.
            if (candidate.getName().equals(method.getName())
                    && Implementations.of(candidate, type).equals(method)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the interface method by which callers reach a method of a bean behind a JDK proxy.
     *
     * @param proxy the JDK proxy
     * @param type class of the bean
     * @param method the method, as the class of the bean implements it
     * @return the method to call on the proxy; null if no interface of the proxy has it
     */
    static @Nullable Method interfaceMethod(Object proxy, Class<?> type, Method method) {
        for (Class<?> shown : proxy.getClass().getInterfaces()) {
            for (Method candidate : shown.getMethods()) {
                if (Implementations.of(candidate, type).equals(method)) {
                    return candidate;
                }
            }
        }
        return null;
    }
}
