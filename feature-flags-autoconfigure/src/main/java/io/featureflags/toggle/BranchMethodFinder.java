package io.featureflags.toggle;

import io.featureflags.text.BranchWords;
import io.featureflags.text.ToggleMistake;
import io.featureflags.text.WantedMethod;
import io.featureflags.toggle.bytecode.Implementations;
import io.featureflags.toggle.bytecode.KotlinNames;
import io.featureflags.toggle.result.TypeFit;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/** Finds the legacy method of a toggled method, or that of a variant, by its name, and checks that it can stand in for it. */
final class BranchMethodFinder {

    private final Class<?> type;

    private final Method method;

    private final BranchWords words;

    private final @Nullable BranchBean bean;

    private final boolean mayTakeFailure;

    /** Class or interface that has the other method. */
    private final Class<?> branchType;

    /** Resolves the type parameters of that type: the toggled class if it is a subtype, else that type itself. */
    private final Class<?> resolvingType;

    BranchMethodFinder(
            Class<?> type, Method method, BranchWords words, @Nullable BranchBean bean, boolean mayTakeFailure) {
        this.type = type;
        this.method = method;
        this.words = words;
        this.bean = bean;
        this.mayTakeFailure = mayTakeFailure;
        this.branchType = bean == null ? type : bean.type();
        this.resolvingType = branchType.isAssignableFrom(type) ? type : branchType;
    }

    /**
     * Finds the method.
     *
     * @param name name of the method
     * @return the code
     * @throws InvalidFeatureToggleException if no method or several methods fit
     */
    BranchCode find(String name) {
        String inSource = name.equals(method.getName()) ? KotlinNames.inSource(method) : name;
        List<Method> named = new ArrayList<>();
        for (Method candidate : candidates()) {
            if (!candidate.isBridge()
                    && (candidate.getName().equals(name)
                            || (KotlinNames.isChanged(candidate)
                                    && KotlinNames.inSource(candidate).equals(inSource)))) {
                named.add(candidate);
            }
        }
        List<Method> taking = new ArrayList<>(named);
        taking.removeIf(
                candidate -> !(takesSame(candidate) || takesFailure(candidate)) || isOverridden(candidate, named));
        List<Method> fitting = preferred(name, taking);
        if (fitting.isEmpty()) {
            throw missing(name, named);
        }
        if (fitting.size() > 1) {
            throw invalid(wanted(name).ambiguous(Signatures.listed(fitting), hint(fitting)));
        }
        Method other = fitting.get(0);
        checkCallable(other);
        checkReturnType(other);
        checkTypeArguments(other);
        checkExceptions(other);
        ReflectionUtils.makeAccessible(other);
        return new BranchCode(bean, other, takesFailure(other));
    }

    /** Returns, of several methods, those with exactly the name, or else those that Kotlin's compiler has renamed alike. */
    private List<Method> preferred(String name, List<Method> fitting) {
        List<Method> exact = new ArrayList<>(fitting);
        exact.removeIf(candidate -> !candidate.getName().equals(name));
        if (fitting.size() < 2 || !exact.isEmpty()) {
            return exact.isEmpty() ? fitting : exact;
        }
        List<Method> alike = KotlinNames.alike(fitting, method);
        return alike.isEmpty() ? fitting : alike;
    }

    private static String hint(List<Method> named) {
        return named.stream().anyMatch(KotlinNames::isChanged)
                ? " Kotlin's compiler has added to the name, as for a function that is internal or has a value class;"
                        + " the name with the addition can be used too."
                : "";
    }

    /** Returns the methods of the type, also those behind a bridge. An interface may also inherit methods. */
    private Set<Method> candidates() {
        List<Method> methods = new ArrayList<>(List.of(ReflectionUtils.getUniqueDeclaredMethods(branchType)));
        if (branchType.isInterface()) {
            methods.addAll(List.of(branchType.getMethods()));
        }
        Set<Method> candidates = new LinkedHashSet<>();
        for (Method candidate : methods) {
            candidates.add(candidate.isBridge() ? Implementations.of(candidate, branchType) : candidate);
        }
        return candidates;
    }

    /** Returns whether a method of an interface is overridden, such as by one with a narrower result. */
    private boolean isOverridden(Method candidate, List<Method> others) {
        Class<?> declaring = candidate.getDeclaringClass();
        return declaring.isInterface()
                && others.stream()
                        .anyMatch(other -> declaring != other.getDeclaringClass()
                                && declaring.isAssignableFrom(other.getDeclaringClass())
                                && Arrays.equals(
                                        parameters(resolvingType, candidate), parameters(resolvingType, other)));
    }

    private boolean takesSame(Method candidate) {
        return Arrays.equals(parameters(resolvingType, candidate), parameters(type, method));
    }

    private boolean takesFailure(Method candidate) {
        return mayTakeFailure && wouldTakeFailure(candidate);
    }

    private boolean wouldTakeFailure(Method candidate) {
        Class<?>[] required = Arrays.copyOf(parameters(type, method), method.getParameterCount() + 1);
        required[required.length - 1] = Throwable.class;
        return Arrays.equals(parameters(resolvingType, candidate), required);
    }

    private void checkCallable(Method other) {
        boolean isStatic = Modifier.isStatic(other.getModifiers());
        if (bean != null && (isStatic || Modifier.isPrivate(other.getModifiers()))) {
            throw invalid(ToggleMistake.hidden(words, Signatures.of(branchType, other)));
        }
        if (bean == null && other.equals(method)) {
            throw invalid(ToggleMistake.itself(words));
        }
        if (bean == null && Modifier.isAbstract(other.getModifiers())) {
            throw invalid(ToggleMistake.abstractCode(words, Signatures.of(other)));
        }
        if (bean == null && Modifier.isStatic(method.getModifiers()) && !isStatic) {
            throw invalid(ToggleMistake.notStatic(words, Signatures.of(other)));
        }
    }

    private void checkReturnType(Method other) {
        Class<?> required = returnType(type, method);
        Class<?> found = returnType(resolvingType, other);
        if (!TypeFit.isReturnable(found, required)) {
            throw invalid(wanted(other.getName())
                    .otherReturnType(required.getSimpleName(), Signatures.of(other), found.getSimpleName()));
        }
    }

    private void checkExceptions(Method other) {
        ResolvableType declaring = ResolvableType.forClass(resolvingType).as(other.getDeclaringClass());
        for (Type declared : other.getGenericExceptionTypes()) {
            Class<?> thrown = ResolvableType.forType(declared, declaring).resolve(Exception.class);
            if (isChecked(thrown) && !isDeclared(method, thrown)) {
                throw invalid(wanted(other.getName()).checkedException(Signatures.of(other), thrown.getSimpleName()));
            }
        }
    }

    /** Rejects, for example, a list of other elements: a caller that reads one would fail. */
    private void checkTypeArguments(Method other) {
        ResolvableType required = ResolvableType.forMethodReturnType(method, type);
        ResolvableType found = ResolvableType.forMethodReturnType(other, resolvingType);
        if (!TypeFit.accepts(required, TypeFit.boxed(found))) {
            throw invalid(wanted(other.getName())
                    .otherReturnType(required.toString(), Signatures.of(other), found.toString()));
        }
        for (int i = 0; i < method.getParameterCount(); i++) {
            ResolvableType given = ResolvableType.forMethodParameter(method, i, type);
            ResolvableType taken = ResolvableType.forMethodParameter(other, i, resolvingType);
            if (!TypeFit.accepts(taken, given)) {
                throw invalid(wanted(other.getName())
                        .otherArgument(i + 1, given.toString(), Signatures.of(other), taken.toString()));
            }
        }
    }

    private InvalidFeatureToggleException missing(String name, List<Method> named) {
        WantedMethod wanted = wanted(name);
        if (!named.isEmpty()) {
            boolean takesFailure = words.isLegacy() && named.stream().anyMatch(this::wouldTakeFailure);
            return invalid(wanted.otherParameters(Signatures.listed(named), takesFailure, hint(named)));
        }
        List<Method> others = new ArrayList<>(candidates());
        others.removeIf(
                other -> other.isSynthetic() || other.getDeclaringClass() == Object.class || other.equals(method));
        List<Method> alike = others.stream().filter(this::takesSame).toList();
        return invalid(wanted.missing(names(alike), names(others), Signatures.listed(alike)));
    }

    private WantedMethod wanted(String name) {
        return new WantedMethod(
                words,
                name,
                bean == null ? "" : bean.toString(),
                Signatures.of(ResolvableType.forMethodReturnType(method, type)),
                IntStream.range(0, method.getParameterCount())
                        .mapToObj(index -> Signatures.of(ResolvableType.forMethodParameter(method, index, type)))
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    private static List<String> names(List<Method> methods) {
        return methods.stream().map(Method::getName).toList();
    }

    private InvalidFeatureToggleException invalid(ToggleMistake mistake) {
        return new InvalidFeatureToggleException(type, method, mistake);
    }

    private static Class<?>[] parameters(Class<?> type, Method method) {
        Class<?>[] parameters = new Class<?>[method.getParameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = ResolvableType.forMethodParameter(method, i, type).toClass();
        }
        return parameters;
    }

    private static Class<?> returnType(Class<?> type, Method method) {
        return ResolvableType.forMethodReturnType(method, type).toClass();
    }

    private static boolean isChecked(Class<?> thrown) {
        return !RuntimeException.class.isAssignableFrom(thrown) && !Error.class.isAssignableFrom(thrown);
    }

    private static boolean isDeclared(Method method, Class<?> thrown) {
        return Arrays.stream(method.getExceptionTypes()).anyMatch(declared -> declared.isAssignableFrom(thrown));
    }
}
