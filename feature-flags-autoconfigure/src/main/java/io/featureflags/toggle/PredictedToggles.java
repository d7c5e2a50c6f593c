package io.featureflags.toggle;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import org.springframework.util.ClassUtils;

/** Predicts the toggled methods of a bean from its class, before the bean is created. */
final class PredictedToggles {

    private PredictedToggles() {}

    /** Returns whether a bean can be of exactly this class. Else its toggled methods are known only from the bean. */
    static boolean isConcrete(Class<?> type) {
        return !type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && !Proxy.isProxyClass(type);
    }

    /**
     * Predicts the toggled methods.
     *
     * @param type class of a bean, as far as it is known
     * @param resolver resolves or finds the toggled methods of a class without proxies
     * @param <T> what describes a method
     * @return the methods; empty if they are known only from the bean
     * @throws InvalidFeatureToggleException if one of them cannot work
     */
    static <T> List<T> of(Class<?> type, Function<Class<?>, List<T>> resolver) {
        if (!isConcrete(type)) {
            return List.of();
        }
        try {
            return resolver.apply(ClassUtils.getUserClass(type));
        } catch (IllegalStateException | LinkageError ex) {
            return List.of(); // A class that it needs is missing. The bean may never be created.
        }
    }
}
