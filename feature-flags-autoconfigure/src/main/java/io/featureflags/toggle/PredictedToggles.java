package io.featureflags.toggle;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import org.springframework.util.ClassUtils;

/** What the class of a bean tells of its toggled methods while there is no bean yet, and maybe never one. */
final class PredictedToggles {

    private PredictedToggles() {}

    /** Whether beans can be of just this class, or else it is known only from a bean what its class has. */
    static boolean isConcrete(Class<?> type) {
        return !type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && !Proxy.isProxyClass(type);
    }

    /**
     * The toggled methods.
     *
     * @param type the class of a bean, as far as it is known
     * @param resolver finds the toggled methods of a class without proxies, and checks them
     * @return the methods, checked; empty where only the bean can tell
     * @throws InvalidFeatureToggleException if one of them cannot work
     */
    static List<ToggleSpec> of(Class<?> type, Function<Class<?>, List<ToggleSpec>> resolver) {
        if (!isConcrete(type)) {
            return List.of();
        }
        try {
            return resolver.apply(ClassUtils.getUserClass(type));
        } catch (IllegalStateException | LinkageError ex) {
            return List.of(); // A class that it needs is missing, and nobody may ever make it.
        }
    }
}
