package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.Aware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.Lifecycle;
import org.springframework.core.MethodIntrospector;
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

    private static final Set<String> LIFECYCLE =
            Set.of("jakarta.annotation.PostConstruct", "jakarta.annotation.PreDestroy");

    private ToggleAnnotations() {}

    /**
     * Finds the toggled methods of a class.
     *
     * @param type class of a bean, without its proxies
     * @return the annotations by method; empty for nearly every class
     * @throws InvalidFeatureToggleException if the annotation on the class cannot work
     */
    static Map<Method, FeatureToggle> of(Class<?> type) {
        Map<Method, FeatureToggle> toggles = new HashMap<>(MethodIntrospector.selectMethods(
                type, (MethodIntrospector.MetadataLookup<FeatureToggle>) method -> annotation(type, method)));
        FeatureToggle onClass = onClass(type);
        if (onClass != null) {
            checkNoFallback(type, onClass);
            for (Method method : type.getMethods()) {
                if (isToggledWithItsClass(method)) {
                    toggles.putIfAbsent(AopUtils.getMostSpecificMethod(method, type), onClass);
                }
            }
            checkNotEmpty(type, toggles);
        }
        return toggles;
    }

    /** Returns the annotation that applies to the methods of a class; null if there is none. */
    static @Nullable FeatureToggle onClass(Class<?> type) {
        return unlessLegacy(type, type, AnnotatedElementUtils.findMergedAnnotation(type, FeatureToggle.class));
    }

    private static void checkNoFallback(Class<?> type, FeatureToggle onClass) {
        if (!onClass.fallback().isEmpty()) {
            throw new InvalidFeatureToggleException(
                    type,
                    "its fallback '" + onClass.fallback()
                            + "' names one method, but each method of the class needs its own legacy code.",
                    "Name the bean with the legacy code with fallbackType or fallbackBean, or annotate the method"
                            + " instead of the class.");
        }
    }

    private static void checkNotEmpty(Class<?> type, Map<Method, FeatureToggle> toggles) {
        if (toggles.isEmpty()) {
            throw new InvalidFeatureToggleException(
                    type,
                    "the class has no public method that could be toggled: the new code would run even while the flag"
                            + " is off.",
                    "Make the methods public, or annotate each of them.");
        }
    }

    private static @Nullable FeatureToggle annotation(Class<?> type, Method method) {
        return unlessLegacy(type, method, AnnotatedElementUtils.findMergedAnnotation(method, FeatureToggle.class));
    }

    /** Ignores an inherited annotation whose {@code fallbackType} is this class: it is the legacy code itself. */
    private static @Nullable FeatureToggle unlessLegacy(
            Class<?> type, AnnotatedElement element, @Nullable FeatureToggle toggle) {
        boolean isLegacy = toggle != null
                && toggle.fallbackType() == type
                && !MergedAnnotations.from(element).isPresent(FeatureToggle.class);
        return isLegacy ? null : toggle;
    }

    private static boolean isToggledWithItsClass(Method method) {
        return !method.isBridge()
                && !method.isSynthetic()
                && !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class
                && !ReflectionUtils.isObjectMethod(method)
                && !isCalledByContainer(method);
    }

    /** Returns whether an interface declares methods that the container calls, and not other beans. */
    static boolean isCallback(Class<?> type) {
        return CALLBACKS.stream().anyMatch(callback -> callback.isAssignableFrom(type));
    }

    private static boolean isCalledByContainer(Method method) {
        return AnnotatedElementUtils.isAnnotated(method, Autowired.class)
                || LIFECYCLE.stream().anyMatch(name -> AnnotatedElementUtils.isAnnotated(method, name))
                || ClassUtils.getAllInterfacesForClassAsSet(method.getDeclaringClass()).stream()
                        .filter(ToggleAnnotations::isCallback)
                        .anyMatch(type -> ClassUtils.hasMethod(type, method.getName(), method.getParameterTypes()));
    }
}
