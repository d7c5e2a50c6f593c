package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.aop.support.AopUtils;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * What a native image has to keep so that a toggled method is found, and called, at run time. Of the properties that a
 * {@link FeatureToggle#user()} expression reads it is the one of an expression like {@code #order.customer}: of longer ones
 * only the arguments tell which they are.
 */
final class ToggleHints {

    private ToggleHints() {}

    static void register(ToggleSpec spec, RuntimeHints hints) {
        ReflectionHints reflection = hints.reflection();
        Class<?> type = spec.type();
        // The methods of all of them are listed to find toggled and legacy ones.
        for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
            reflection.registerType(part);
        }
        Set<Class<?>> interfaces = ClassUtils.getAllInterfacesForClassAsSet(type);
        interfaces.forEach(part -> reflection.registerType(part));
        registerCalled(spec.method(), type, interfaces, reflection);
        LegacyCode legacy = spec.legacy();
        if (legacy != null) {
            Class<?> legacyType = legacy.bean() == null ? type : legacy.bean().type();
            reflection.registerType(legacyType);
            registerCalled(
                    legacy.method(), legacyType, ClassUtils.getAllInterfacesForClassAsSet(legacyType), reflection);
        }
        if (spec.user() instanceof UserProperty property) {
            reflection.registerMethod(property.getter(), ExecutableMode.INVOKE);
        }
        if (spec.nothing() != null) {
            registerNothing(spec, reflection);
        }
        registerAnnotations(spec.method(), hints);
        registerAnnotations(type, hints);
    }

    /** A method is called by itself, or by the interface method that a JDK proxy has in its place. */
    private static void registerCalled(
            Method method, Class<?> type, Set<Class<?>> interfaces, ReflectionHints reflection) {
        reflection.registerMethod(method, ExecutableMode.INVOKE);
        interfaces.stream()
                .flatMap(part -> Arrays.stream(part.getMethods()))
                .filter(declared ->
                        AopUtils.getMostSpecificMethod(declared, type).equals(method))
                .forEach(declared -> reflection.registerMethod(declared, ExecutableMode.INVOKE));
    }

    /** Empty arrays, and empty collections of other kinds than the usual ones, are made by reflection. */
    private static void registerNothing(ToggleSpec spec, ReflectionHints reflection) {
        Class<?> returned = ResolvableType.forMethodReturnType(spec.method(), spec.type())
                .resolve(spec.method().getReturnType());
        if (returned.isArray() || Collection.class.isAssignableFrom(returned) || Map.class.isAssignableFrom(returned)) {
            reflection.registerType(returned, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        }
    }

    /** Those between the element and {@link FeatureToggle}, whose attributes are read and merged. */
    private static void registerAnnotations(AnnotatedElement element, RuntimeHints hints) {
        MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream(FeatureToggle.class)
                .flatMap(annotation -> annotation.getMetaTypes().stream())
                .forEach(annotation -> {
                    hints.reflection().registerType(annotation, MemberCategory.INVOKE_DECLARED_METHODS);
                    hints.proxies().registerJdkProxy(annotation);
                });
    }
}
