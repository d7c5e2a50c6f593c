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
 * Finds the annotations of a class. One on the class stands for each of its public methods that has none of its own, but
 * for those that are the container's business: it calls them on the bean itself, whose proxy is not there yet, or once
 * for all while it starts and stops, whatever the flag will be.
 */
final class ToggledMethods {

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

    private ToggledMethods() {}

    static Map<Method, FeatureToggle> of(Class<?> type) {
        Map<Method, FeatureToggle> toggles = new HashMap<>(MethodIntrospector.selectMethods(
                type, (MethodIntrospector.MetadataLookup<FeatureToggle>) method -> annotation(type, method)));
        FeatureToggle onClass = onClass(type);
        if (onClass != null) {
            checkFallback(type, onClass);
            for (Method method : type.getMethods()) {
                if (isToggledWithItsClass(method)) {
                    toggles.putIfAbsent(AopUtils.getMostSpecificMethod(method, type), onClass);
                }
            }
            checkAny(type, toggles);
        }
        return toggles;
    }

    /** The annotation that stands for the methods of a class. */
    static @Nullable FeatureToggle onClass(Class<?> type) {
        return unlessLegacy(type, type, AnnotatedElementUtils.findMergedAnnotation(type, FeatureToggle.class));
    }

    private static void checkFallback(Class<?> type, FeatureToggle onClass) {
        if (!onClass.fallback().isEmpty()) {
            throw new InvalidFeatureToggleException(
                    type,
                    "its fallback '" + onClass.fallback()
                            + "' names one method, and each method of a class has legacy code of its own.",
                    "Name the bean that has all of it with fallbackType or fallbackBean, or annotate the method instead"
                            + " of the class.");
        }
    }

    private static void checkAny(Class<?> type, Map<Method, FeatureToggle> toggles) {
        if (toggles.isEmpty()) {
            throw new InvalidFeatureToggleException(
                    type,
                    "the class has no public method that could be toggled: the new code would run whatever the flag"
                            + " says.",
                    "Make the methods public, or annotate each of them.");
        }
    }

    private static @Nullable FeatureToggle annotation(Class<?> type, Method method) {
        return unlessLegacy(type, method, AnnotatedElementUtils.findMergedAnnotation(method, FeatureToggle.class));
    }

    /** An annotation that a class has from an interface or a super-class may name this very class as the legacy one. */
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
                && !isOfTheContainer(method);
    }

    /** Whether an interface says what the container calls, and not what other beans do. */
    static boolean isCallback(Class<?> type) {
        return CALLBACKS.stream().anyMatch(callback -> callback.isAssignableFrom(type));
    }

    private static boolean isOfTheContainer(Method method) {
        return AnnotatedElementUtils.isAnnotated(method, Autowired.class)
                || LIFECYCLE.stream().anyMatch(name -> AnnotatedElementUtils.isAnnotated(method, name))
                || ClassUtils.getAllInterfacesForClassAsSet(method.getDeclaringClass()).stream()
                        .filter(ToggledMethods::isCallback)
                        .anyMatch(type -> ClassUtils.hasMethod(type, method.getName(), method.getParameterTypes()));
    }
}
