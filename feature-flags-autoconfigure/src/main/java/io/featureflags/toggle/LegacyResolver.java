package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Finds the legacy method that {@link io.featureflags.FeatureToggle#fallback()} names, and checks that it fits. */
final class LegacyResolver {

    private LegacyResolver() {}

    static Method resolve(Class<?> type, Method method, String name) {
        List<Method> named = Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
                .filter(candidate -> candidate.getName().equals(name) && !candidate.isBridge())
                .toList();
        List<Method> fitting = named.stream()
                .filter(candidate -> Arrays.equals(parameters(type, candidate), parameters(type, method)))
                .toList();
        if (fitting.isEmpty()) {
            throw missing(type, method, name, named);
        }
        if (fitting.size() > 1) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its fallback '" + name + "' is ambiguous: " + Signatures.of(fitting) + " all fit.",
                    "Rename one of them.");
        }
        Method legacy = fitting.get(0);
        check(type, method, legacy);
        ReflectionUtils.makeAccessible(legacy);
        return legacy;
    }

    private static void check(Class<?> type, Method method, Method legacy) {
        if (legacy.equals(method)) {
            throw new InvalidFeatureToggleException(
                    type, method, "its fallback is the method itself.", "Name the method that holds the legacy code.");
        }
        if (Modifier.isAbstract(legacy.getModifiers())) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its fallback " + Signatures.of(legacy) + " is abstract.",
                    "Name a method that has code.");
        }
        Class<?> wanted = returnType(type, method);
        Class<?> found = returnType(type, legacy);
        if (!isReturnable(found, wanted)) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its fallback must return " + wanted.getSimpleName() + ", and " + Signatures.of(legacy)
                            + " returns " + found.getSimpleName() + ".",
                    "Give both methods the same return type.");
        }
        for (Class<?> thrown : legacy.getExceptionTypes()) {
            if (isChecked(thrown) && !isDeclared(method, thrown)) {
                throw new InvalidFeatureToggleException(
                        type,
                        method,
                        "its fallback " + Signatures.of(legacy) + " throws " + thrown.getSimpleName()
                                + ", which the method does not declare, so that no caller could get it as it is.",
                        "Declare " + thrown.getSimpleName()
                                + " on the method too, or turn it into an unchecked exception.");
            }
        }
    }

    private static InvalidFeatureToggleException missing(
            Class<?> type, Method method, String name, List<Method> named) {
        List<Method> alike = Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
                .filter(candidate -> !candidate.isSynthetic() && candidate.getDeclaringClass() != Object.class)
                .filter(candidate -> !candidate.equals(method))
                .filter(candidate -> Arrays.equals(parameters(type, candidate), parameters(type, method)))
                .toList();
        String wanted = "its fallback '" + name + "' must be a method with the parameters "
                + Arrays.stream(parameters(type, method))
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
        if (!named.isEmpty()) {
            return new InvalidFeatureToggleException(
                    type,
                    method,
                    wanted + ", and there is only " + Signatures.of(named) + ".",
                    "Give both methods the same parameters.");
        }
        return new InvalidFeatureToggleException(
                type,
                method,
                wanted + ", and the class has no method of that name.",
                alike.isEmpty()
                        ? "Write it, or correct the name."
                        : "Write it, or correct the name. Methods with these parameters are: " + Signatures.of(alike)
                                + ".");
    }

    private static Class<?>[] parameters(Class<?> type, Method method) {
        return IntStream.range(0, method.getParameterCount())
                .mapToObj(index ->
                        ResolvableType.forMethodParameter(method, index, type).toClass())
                .toArray(Class<?>[]::new);
    }

    private static Class<?> returnType(Class<?> type, Method method) {
        return ResolvableType.forMethodReturnType(method, type).toClass();
    }

    /** A boxed result may be null, so that it cannot stand for a primitive one. */
    private static boolean isReturnable(Class<?> found, Class<?> wanted) {
        return wanted.isPrimitive() ? found == wanted : found != void.class && ClassUtils.isAssignable(wanted, found);
    }

    private static boolean isChecked(Class<?> thrown) {
        return !RuntimeException.class.isAssignableFrom(thrown) && !Error.class.isAssignableFrom(thrown);
    }

    private static boolean isDeclared(Method method, Class<?> thrown) {
        return Arrays.stream(method.getExceptionTypes()).anyMatch(declared -> declared.isAssignableFrom(thrown));
    }
}
