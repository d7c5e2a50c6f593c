package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.FeatureVariant;
import io.featureflags.toggle.bytecode.Implementations;
import io.featureflags.toggle.user.UserPropertyExpression;
import io.featureflags.value.FlagIndexReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Registers what a native image must keep so that a toggled method is found and called at run time. For a
 * {@link FeatureToggle#user()} expression such as {@code #order.customer}, this includes the getter. The getters of longer
 * expressions depend on the arguments at run time, and are not registered.
 */
final class ToggleHints {

    private ToggleHints() {}

    /** Registers the hints for one toggled method. */
    static void register(ToggleSpec spec, RuntimeHints hints) {
        ReflectionHints reflection = hints.reflection();
        Class<?> type = spec.type();
        // Toggled methods and those of the branches are searched among the methods of these classes.
        for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
            reflection.registerType(part);
        }
        Set<Class<?>> interfaces = ClassUtils.getAllInterfacesForClassAsSet(type);
        interfaces.forEach(part -> reflection.registerType(part));
        registerCalled(spec.method(), type, interfaces, reflection);
        spec.otherCode().forEach(code -> {
            Class<?> other = code.bean() == null ? type : code.bean().type();
            reflection.registerType(other);
            registerCalled(code.method(), other, ClassUtils.getAllInterfacesForClassAsSet(other), reflection);
        });
        if (spec.user() instanceof UserPropertyExpression property) {
            reflection.registerMethod(property.getter(), ExecutableMode.INVOKE);
        }
        if (spec.emptyResult() != null) {
            registerEmptyResult(spec, reflection);
        }
        registerAnnotations(spec.method(), hints);
        registerAnnotations(type, hints);
        if (!spec.variants().isEmpty()) {
            registerAnnotation(FeatureVariant.class, hints);
        }
        hints.resources().registerPattern(FlagIndexReader.INDEX); // An image has no class files to read lines from.
    }

    /** Registers a method, and the interface methods by which a JDK proxy has it. */
    private static void registerCalled(
            Method method, Class<?> type, Set<Class<?>> interfaces, ReflectionHints reflection) {
        reflection.registerMethod(method, ExecutableMode.INVOKE);
        interfaces.stream()
                .flatMap(part -> Arrays.stream(part.getMethods()))
                .filter(declared -> Implementations.of(declared, type).equals(method))
                .forEach(declared -> reflection.registerMethod(declared, ExecutableMode.INVOKE));
    }

    /** Registers the return type if reflection creates its empty result: arrays, and less common collections. */
    private static void registerEmptyResult(ToggleSpec spec, ReflectionHints reflection) {
        Class<?> returned = ResolvableType.forMethodReturnType(spec.method(), spec.type())
                .resolve(spec.method().getReturnType());
        if (returned.isArray() || Collection.class.isAssignableFrom(returned) || Map.class.isAssignableFrom(returned)) {
            reflection.registerType(returned, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        }
    }

    /** Registers the annotations between the element and {@link FeatureToggle}, whose attributes are merged. */
    private static void registerAnnotations(AnnotatedElement element, RuntimeHints hints) {
        MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream(FeatureToggle.class)
                .flatMap(annotation -> annotation.getMetaTypes().stream())
                .forEach(annotation -> registerAnnotation(annotation, hints));
    }

    private static void registerAnnotation(Class<? extends Annotation> annotation, RuntimeHints hints) {
        hints.reflection().registerType(annotation, MemberCategory.INVOKE_DECLARED_METHODS);
        hints.proxies().registerJdkProxy(annotation);
    }
}
