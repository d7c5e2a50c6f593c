package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;

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
     * Returns the interface method by which callers reach a method of a bean behind a JDK proxy.
     *
     * @param proxy the JDK proxy
     * @param type class of the bean
     * @param method the method, as the class of the bean implements it
     * @return the method to call on the proxy; null if no interface of the proxy has it
     */
    static @Nullable Method interfaceMethod(Object proxy, Class<?> type, Method method) {
        return Arrays.stream(proxy.getClass().getInterfaces())
                .flatMap(shown -> Arrays.stream(shown.getMethods()))
                .filter(candidate ->
                        AopUtils.getMostSpecificMethod(candidate, type).equals(method))
                .findFirst()
                .orElse(null);
    }
}
