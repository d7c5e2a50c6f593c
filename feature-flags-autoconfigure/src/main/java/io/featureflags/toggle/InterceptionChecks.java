package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** Rejects toggled methods whose calls no proxy could intercept: they would run the new code while the flag is off. */
final class InterceptionChecks {

    /** Last parameter of Kotlin's {@code suspend} functions, known by name so that Kotlin's library is not needed. */
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private InterceptionChecks() {}

    /**
     * Rejects a Kotlin {@code suspend} function, which not even AspectJ can route.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @throws InvalidFeatureToggleException if the method is a suspend function
     */
    static void checkNoSuspendFunction(Class<?> type, Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length > 0 && parameters[parameters.length - 1].getName().equals(CONTINUATION)) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "the method is a Kotlin suspend function. Its code runs in pieces, each of which is a call, and"
                            + " Spring's proxies turn it into a Mono, so that it cannot be routed as a whole.",
                    "Call FeatureFlags.isEnabled in the function's body, and call the legacy function from there.");
        }
    }

    /**
     * Checks a method that a proxy must intercept.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @throws InvalidFeatureToggleException if no proxy can intercept the method
     */
    static void checkMethod(Class<?> type, Method method) {
        if (AnnotatedElementUtils.hasAnnotation(method, Bean.class)) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "the container calls this @Bean method once, so that the flag would be evaluated once and never"
                            + " again.",
                    "Declare both beans, and toggle the class or the methods of the new one.");
        }
        String obstacle = obstacle(method.getModifiers());
        if (obstacle != null) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "the method is " + obstacle + ", so that no proxy can intercept it: the new code would run even"
                            + " while the flag is off.",
                    "Make the method neither static, private nor final, route the call with FeatureFlags.route, or let"
                            + " AspectJ weave the class.");
        }
        if (!ProxyRules.isOverridable(type, method)) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "the method is visible only inside package "
                            + method.getDeclaringClass().getPackageName() + ", so that no proxy of " + type.getName()
                            + " can intercept it.",
                    "Make the method protected or public.");
        }
    }

    /**
     * Checks that there can be a proxy for the class of a toggled method.
     *
     * @param spec a method that a proxy must intercept
     * @throws InvalidFeatureToggleException if neither a class proxy nor a JDK proxy is possible
     */
    static void checkProxyPossible(ToggleSpec spec) {
        String obstacle = ProxyRules.obstacle(spec.type());
        if (obstacle != null && ClassUtils.getAllInterfacesForClass(spec.type()).length == 0) {
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    "the class is " + obstacle + " and has no interface, so that no proxy can be created for it.",
                    "Make the class non-" + obstacle + ", or route the call with FeatureFlags.route.");
        }
    }

    private static @Nullable String obstacle(int modifiers) {
        if (Modifier.isStatic(modifiers)) {
            return "static";
        }
        if (Modifier.isPrivate(modifiers)) {
            return "private";
        }
        return Modifier.isFinal(modifiers) ? "final" : null;
    }
}
