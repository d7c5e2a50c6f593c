package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Finds the legacy method of a toggled method by its name, and checks that it fits. */
final class LegacyMethodFinder {

    private final Class<?> type;

    private final Method method;

    private final @Nullable LegacyBean bean;

    private final boolean mayTakeFailure;

    /** Where the legacy method is. */
    private final Class<?> legacyType;

    /** Says what the type parameters of the legacy type are: the toggled class, where it has that type too. */
    private final Class<?> generics;

    LegacyMethodFinder(Class<?> type, Method method, @Nullable LegacyBean bean, boolean mayTakeFailure) {
        this.type = type;
        this.method = method;
        this.bean = bean;
        this.mayTakeFailure = mayTakeFailure;
        this.legacyType = bean == null ? type : bean.type();
        this.generics = legacyType.isAssignableFrom(type) ? type : legacyType;
    }

    LegacyCode resolve(String name) {
        List<Method> named = candidates()
                .filter(candidate -> candidate.getName().equals(name) && !candidate.isBridge())
                .toList();
        List<Method> fitting = named.stream()
                .filter(candidate -> takesSame(candidate) || takesFailure(candidate))
                .toList();
        if (fitting.isEmpty()) {
            throw missing(name, named);
        }
        if (fitting.size() > 1) {
            throw invalid(
                    "its fallback '" + name + "' is ambiguous: " + Signatures.of(fitting) + " all fit.",
                    "Rename one of them.");
        }
        Method legacy = fitting.get(0);
        check(legacy);
        ReflectionUtils.makeAccessible(legacy);
        return new LegacyCode(bean, legacy, takesFailure(legacy));
    }

    /** An interface may inherit what it does not declare. */
    private Stream<Method> candidates() {
        return Stream.concat(
                        Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(legacyType)),
                        legacyType.isInterface() ? Arrays.stream(legacyType.getMethods()) : Stream.empty())
                .distinct();
    }

    private boolean takesSame(Method candidate) {
        return Arrays.equals(parameters(generics, candidate), parameters(type, method));
    }

    private boolean takesFailure(Method candidate) {
        Class<?>[] wanted = Arrays.copyOf(parameters(type, method), method.getParameterCount() + 1);
        wanted[wanted.length - 1] = Throwable.class;
        return mayTakeFailure && Arrays.equals(parameters(generics, candidate), wanted);
    }

    private void check(Method legacy) {
        if (bean == null && legacy.equals(method)) {
            throw invalid("its fallback is the method itself.", "Name the method that holds the legacy code.");
        }
        if (bean == null && Modifier.isAbstract(legacy.getModifiers())) {
            throw invalid("its fallback " + Signatures.of(legacy) + " is abstract.", "Name a method that has code.");
        }
        if (bean == null && Modifier.isStatic(method.getModifiers()) && !Modifier.isStatic(legacy.getModifiers())) {
            throw invalid(
                    "the method is static, and its fallback " + Signatures.of(legacy) + " is not.",
                    "Make both static.");
        }
        if (bean != null && (Modifier.isPrivate(legacy.getModifiers()) || Modifier.isStatic(legacy.getModifiers()))) {
            throw invalid(
                    "its fallback " + Signatures.of(legacyType, legacy)
                            + " is private or static, so that nobody can call it on the bean.",
                    "Make it a method that others may call.");
        }
        Class<?> wanted = returnType(type, method);
        Class<?> found = returnType(generics, legacy);
        if (!isReturnable(found, wanted)) {
            throw invalid(
                    "its fallback must return " + wanted.getSimpleName() + ", and " + Signatures.of(legacy)
                            + " returns " + found.getSimpleName() + ".",
                    "Give both methods the same return type.");
        }
        checkTypeArguments(legacy);
        for (Class<?> thrown : legacy.getExceptionTypes()) {
            if (isChecked(thrown) && !isDeclared(method, thrown)) {
                throw invalid(
                        "its fallback " + Signatures.of(legacy) + " throws " + thrown.getSimpleName()
                                + ", which the method does not declare, so that no caller could get it as it is.",
                        "Declare " + thrown.getSimpleName()
                                + " on the method too, or turn it into an unchecked exception.");
            }
        }
    }

    /** A list of other elements would be noticed by a caller that reads one. */
    private void checkTypeArguments(Method legacy) {
        ResolvableType wanted = ResolvableType.forMethodReturnType(method, type);
        ResolvableType found = ResolvableType.forMethodReturnType(legacy, generics);
        if (!accepts(wanted, found)) {
            throw invalid(
                    "its fallback must return " + wanted + ", and " + Signatures.of(legacy) + " returns " + found + ".",
                    "Give both methods the same return type.");
        }
        for (int i = 0; i < method.getParameterCount(); i++) {
            ResolvableType given = ResolvableType.forMethodParameter(method, i, type);
            ResolvableType taken = ResolvableType.forMethodParameter(legacy, i, generics);
            if (!accepts(taken, given)) {
                throw invalid(
                        "its parameter " + (i + 1) + " is " + given + ", and that of its fallback "
                                + Signatures.of(legacy) + " is " + taken + ".",
                        "Give both methods the same parameters.");
            }
        }
    }

    /** What type variables and raw types stand for is not known. */
    private static boolean accepts(ResolvableType target, ResolvableType source) {
        return target.hasUnresolvableGenerics()
                || source.hasUnresolvableGenerics()
                || target.resolve() == null
                || source.resolve() == null
                || target.isAssignableFrom(source);
    }

    private InvalidFeatureToggleException missing(String name, List<Method> named) {
        List<Method> alike = candidates()
                .filter(candidate -> !candidate.isSynthetic() && candidate.getDeclaringClass() != Object.class)
                .filter(candidate -> !candidate.equals(method))
                .filter(this::takesSame)
                .toList();
        String wanted =
                "its fallback '" + name + "' must be a method " + (bean == null ? "" : "of the bean " + bean + " ")
                        + "with the parameters "
                        + Arrays.stream(parameters(type, method))
                                .map(Class::getSimpleName)
                                .collect(Collectors.joining(", ", "(", ")"));
        if (!named.isEmpty()) {
            return invalid(
                    wanted + ", and there is only " + Signatures.of(named) + ".",
                    "Give both methods the same parameters.");
        }
        String nowhere = wanted + ", and the " + (bean == null ? "class" : "bean") + " has no method of that name.";
        return invalid(
                nowhere,
                alike.isEmpty()
                        ? "Write it, or correct the name."
                        : "Write it, or correct the name. Methods with these parameters are: " + Signatures.of(alike)
                                + ".");
    }

    private InvalidFeatureToggleException invalid(String problem, String action) {
        return new InvalidFeatureToggleException(type, method, problem, action);
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
