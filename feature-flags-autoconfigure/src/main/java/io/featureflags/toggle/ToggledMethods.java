package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.Aware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the annotations of a class. One on the class stands for each of its public methods that has none of its own, but
 * for those that are the container's business: it calls them on the bean itself, whose proxy is not there yet.
 */
final class ToggledMethods {

    private static final Set<Class<?>> CALLBACKS =
            Set.of(Aware.class, InitializingBean.class, DisposableBean.class, AutoCloseable.class);

    private static final Set<String> LIFECYCLE =
            Set.of("jakarta.annotation.PostConstruct", "jakarta.annotation.PreDestroy");

    private ToggledMethods() {}

    static Map<Method, FeatureToggle> of(Class<?> type) {
        Map<Method, FeatureToggle> toggles = new HashMap<>(MethodIntrospector.selectMethods(
                type, (MethodIntrospector.MetadataLookup<FeatureToggle>) ToggledMethods::annotation));
        FeatureToggle onClass = AnnotatedElementUtils.findMergedAnnotation(type, FeatureToggle.class);
        if (onClass != null) {
            for (Method method : type.getMethods()) {
                if (isToggledWithItsClass(method)) {
                    toggles.putIfAbsent(AopUtils.getMostSpecificMethod(method, type), onClass);
                }
            }
        }
        return toggles;
    }

    private static @Nullable FeatureToggle annotation(Method method) {
        return AnnotatedElementUtils.findMergedAnnotation(method, FeatureToggle.class);
    }

    private static boolean isToggledWithItsClass(Method method) {
        return !method.isBridge()
                && !method.isSynthetic()
                && !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class
                && !ReflectionUtils.isObjectMethod(method)
                && !isOfTheContainer(method);
    }

    private static boolean isOfTheContainer(Method method) {
        return AnnotatedElementUtils.isAnnotated(method, Autowired.class)
                || LIFECYCLE.stream().anyMatch(name -> AnnotatedElementUtils.isAnnotated(method, name))
                || ClassUtils.getAllInterfacesForClassAsSet(method.getDeclaringClass()).stream()
                        .filter(type -> CALLBACKS.stream().anyMatch(callback -> callback.isAssignableFrom(type)))
                        .anyMatch(type -> ClassUtils.hasMethod(type, method.getName(), method.getParameterTypes()));
    }
}
