package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import io.featureflags.text.ToggleMistake;
import io.featureflags.text.VariantMistakes;
import io.featureflags.toggle.bytecode.Implementations;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.Aware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.Lifecycle;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the {@link FeatureToggle} annotations of a class, its super-classes and its interfaces, composed ones included. One
 * on the class applies to each public method without an annotation of its own. Exempt are the methods that the container
 * calls: on the bean itself before there is a proxy, or once at start or stop, when later flag changes have no effect.
 */
final class ToggleAnnotations {

    private static final Set<Class<?>> CALLBACKS = Set.of(
            Aware.class,
            InitializingBean.class,
            DisposableBean.class,
            AutoCloseable.class,
            SmartInitializingSingleton.class,
            Lifecycle.class,
            Ordered.class,
            FactoryBean.class);

    /** The callbacks that the container calls on the bean itself, and not on its proxy. */
    private static final Set<Class<?>> WITHOUT_PROXY =
            Set.of(Aware.class, InitializingBean.class, DisposableBean.class, AutoCloseable.class);

    private static final Set<String> INJECTION_AND_LIFECYCLE = Set.of(
            Autowired.class.getName(),
            Value.class.getName(),
            "jakarta.inject.Inject",
            "jakarta.annotation.Resource",
            "jakarta.persistence.PersistenceContext",
            "jakarta.persistence.PersistenceUnit",
            "jakarta.annotation.PostConstruct",
            "jakarta.annotation.PreDestroy");

    private ToggleAnnotations() {}

    /**
     * Finds the toggled methods of a class.
     *
     * @param type class of a bean, without its proxies
     * @return the annotations by method; empty for nearly every class
     * @throws InvalidFeatureToggleException if the annotation on the class cannot work
     */
    static Map<Method, FeatureToggle> of(Class<?> type) {
        Map<Method, FeatureToggle> toggles = new HashMap<>();
        boolean proxy = Proxy.isProxyClass(type);
        Set<Class<?>> parts = new LinkedHashSet<>(proxy ? Set.of() : Set.of(type));
        parts.addAll(ClassUtils.getAllInterfacesForClassAsSet(type));
        for (Class<?> part : parts) {
            ReflectionUtils.doWithMethods(
                    part, method -> add(toggles, proxy ? part : type, method), ReflectionUtils.USER_DECLARED_METHODS);
        }
        FeatureToggle onClass = onClass(type);
        if (onClass != null) {
            checkOtherBeans(type, onClass);
            for (Method method : type.getMethods()) {
                Method specific = Implementations.of(method, type);
                if (isToggledWithItsClass(type, specific)) {
                    toggles.putIfAbsent(specific, onClass);
                }
            }
            checkNotEmpty(type, toggles);
        }
        return toggles;
    }

    /**
     * Adds a method if it is toggled, under the method that runs. For a method that the class has only through a bridge of
     * the compiler, this is the method behind the bridge, as for every other advice.
     */
    private static void add(Map<Method, FeatureToggle> toggles, Class<?> type, Method method) {
        Method specific = Implementations.of(method, type);
        if (!toggles.containsKey(specific)) {
            FeatureToggle toggle = annotation(type, method, specific);
            if (toggle != null) {
                toggles.put(specific, toggle);
            }
        }
    }

    /** Returns the annotation that applies to the methods of a class; null if there is none. */
    static @Nullable FeatureToggle onClass(Class<?> type) {
        return unlessOtherCode(type, type, AnnotatedElementUtils.findMergedAnnotation(type, FeatureToggle.class));
    }

    private static void checkOtherBeans(Class<?> type, FeatureToggle onClass) {
        if (!onClass.fallback().isEmpty()) {
            throw new InvalidFeatureToggleException(type, ToggleMistake.fallbackOnClass(onClass.fallback()));
        }
        if (onClass.fallbackType() == void.class && onClass.fallbackBean().isEmpty()) {
            throw new InvalidFeatureToggleException(type, ToggleMistake.classWithoutLegacy());
        }
        for (FeatureVariant variant : onClass.variants()) {
            if (!variant.method().isEmpty()) {
                throw new InvalidFeatureToggleException(
                        type, VariantMistakes.methodOnClass(variant.value(), variant.method()));
            }
        }
    }

    private static void checkNotEmpty(Class<?> type, Map<Method, FeatureToggle> toggles) {
        if (toggles.isEmpty()) {
            throw new InvalidFeatureToggleException(type, ToggleMistake.classWithoutMethods());
        }
    }

    private static @Nullable FeatureToggle annotation(Class<?> type, Method declared, Method specific) {
        FeatureToggle toggle = AnnotatedElementUtils.findMergedAnnotation(specific, FeatureToggle.class);
        if (toggle == null && !declared.getDeclaringClass().isAssignableFrom(specific.getDeclaringClass())) {
            // A super-class may have the code without the interface, which only the sub-class implements.
            toggle = AnnotatedElementUtils.findMergedAnnotation(declared, FeatureToggle.class);
        }
        return unlessOtherCode(type, specific, toggle);
    }

    /** Ignores an inherited annotation that names this class: it is the legacy code itself, or the code of a variant. */
    private static @Nullable FeatureToggle unlessOtherCode(
            Class<?> type, AnnotatedElement element, @Nullable FeatureToggle toggle) {
        boolean isOtherCode = toggle != null
                && (toggle.fallbackType() == type || isVariant(toggle, type))
                && !MergedAnnotations.from(element).isPresent(FeatureToggle.class);
        return isOtherCode ? null : toggle;
    }

    private static boolean isVariant(FeatureToggle toggle, Class<?> type) {
        for (FeatureVariant variant : toggle.variants()) {
            if (variant.type() == type) {
                return true;
            }
        }
        return false;
    }

    private static boolean isToggledWithItsClass(Class<?> type, Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class
                && !ReflectionUtils.isObjectMethod(method)
                && !isCalledByContainer(type, method, CALLBACKS);
    }

    /** Returns whether an interface declares methods that the container calls, and not other beans. */
    static boolean isCallback(Class<?> type) {
        return isOneOf(CALLBACKS, type);
    }

    /** Returns whether the container calls a method on the bean itself, so that no proxy can route the call. */
    static boolean isCalledWithoutProxy(Class<?> type, Method method) {
        return isCalledByContainer(type, method, WITHOUT_PROXY);
    }

    private static boolean isCalledByContainer(Class<?> type, Method method, Set<Class<?>> callbacks) {
        for (String name : INJECTION_AND_LIFECYCLE) {
            if (AnnotatedElementUtils.isAnnotated(method, name)) {
                return true;
            }
        }
        for (Class<?> part : ClassUtils.getAllInterfacesForClassAsSet(type)) {
            if (isOneOf(callbacks, part) && ClassUtils.hasMethod(part, method.getName(), method.getParameterTypes())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(Set<Class<?>> callbacks, Class<?> type) {
        for (Class<?> callback : callbacks) {
            if (callback.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }
}
