package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Which methods the subclass that a class proxy is can override, and so intercept. */
final class ProxyRules {

    private ProxyRules() {}

    /**
     * What stands in the way of a class proxy.
     *
     * @return a word for people; null if nothing does
     */
    static @Nullable String obstacle(Class<?> type) {
        return Modifier.isFinal(type.getModifiers()) ? "final" : type.isSealed() ? "sealed" : null;
    }

    /** A method that is not overridden runs on the proxy object itself, whose fields are all null. */
    static boolean isPossible(Class<?> type, Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers) || Modifier.isFinal(modifiers)) {
            return false;
        }
        return Modifier.isPublic(modifiers)
                || Modifier.isProtected(modifiers)
                || method.getDeclaringClass().getPackageName().equals(type.getPackageName());
    }
}
