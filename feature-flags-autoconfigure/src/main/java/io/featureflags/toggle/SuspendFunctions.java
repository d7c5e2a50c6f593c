package io.featureflags.toggle;

import java.lang.reflect.Method;

/**
 * Kotlin's {@code suspend} functions, known by their last parameter. The library of Kotlin is not needed to see it, so it
 * is looked for by name.
 */
final class SuspendFunctions {

    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private SuspendFunctions() {}

    /**
     * Refuses a toggled method that is such a function.
     *
     * @param type the class of the bean
     * @param method the toggled method
     * @throws InvalidFeatureToggleException if it is
     */
    static void refuse(Class<?> type, Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length > 0 && parameters[parameters.length - 1].getName().equals(CONTINUATION)) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "the method is a Kotlin suspend function. Its code runs in pieces, each of which is a call, and Spring's"
                            + " proxies turn it into a Mono, so that it cannot be routed as a whole.",
                    "Ask FeatureFlags.isEnabled in the function's body, and call the legacy function from there.");
        }
    }
}
