package io.featureflags.toggle;

import io.featureflags.text.ToggleMistake;
import io.featureflags.toggle.bytecode.FinalMethods;
import io.featureflags.toggle.bytecode.Implementations;
import io.featureflags.toggle.bytecode.SelfInvocations;
import io.featureflags.toggle.result.LaterResults;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Rejects toggled methods whose calls no proxy could intercept: they would run the new code while the flag is off. Rejects
 * those whose results cannot be routed or rescued, too.
 */
final class InterceptionChecks {

    /** Last parameter of Kotlin's {@code suspend} functions, known by name so that Kotlin's library is not needed. */
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private InterceptionChecks() {}

    /**
     * Rejects a Kotlin {@code suspend} function, which not even AspectJ can route.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @throws InvalidFeatureToggleException if the method is a suspend function
     */
    static void checkNoSuspendFunction(Class<?> type, Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length > 0 && parameters[parameters.length - 1].getName().equals(CONTINUATION)) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.suspendFunction());
        }
    }

    /**
     * Checks a method that a proxy must intercept.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @throws InvalidFeatureToggleException if no proxy can intercept the method
     */
    static void checkMethod(Class<?> type, Method method) {
        if (AnnotatedElementUtils.hasAnnotation(method, Bean.class)) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.beanMethod());
        }
        if (ToggleAnnotations.isCalledWithoutProxy(type, method)) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.calledWithoutProxy());
        }
        if (ReflectionUtils.isEqualsMethod(method)
                || ReflectionUtils.isHashCodeMethod(method)
                || AopUtils.isFinalizeMethod(method)) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.objectMethod());
        }
        String obstacle = obstacle(method.getModifiers());
        if (obstacle != null) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.notOverridable(obstacle));
        }
        if (!ProxyRules.isOverridable(type, method)) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    ToggleMistake.otherPackage(method.getDeclaringClass().getPackageName(), type.getName()));
        }
    }

    /**
     * Checks that there can be a proxy for the class of a toggled method.
     *
     * @param spec a method that a proxy must intercept
     * @throws InvalidFeatureToggleException if neither a class proxy nor a JDK proxy is possible
     */
    static void checkProxyPossible(ToggleSpec spec) {
        Class<?> type = spec.type();
        String obstacle = ProxyRules.obstacle(type);
        if (obstacle == null) {
            return;
        }
        List<Class<?>> interfaces = List.of(ClassUtils.getAllInterfacesForClass(type));
        if ((interfaces.stream().anyMatch(Class::isSealed)
                || interfaces.stream().noneMatch(part -> leadsTo(spec.method(), type, part)))) {
            Class<?> hidden =
                    interfaces.stream().filter(Class::isSealed).findFirst().orElse(null);
            if (interfaces.isEmpty() || hidden != null) {
                throw new InvalidFeatureToggleException(
                        type, spec.method(), ToggleMistake.noProxy(obstacle, hidden == null ? "" : hidden.getName()));
            }
        }
    }

    private static boolean leadsTo(Method method, Class<?> type, Class<?> part) {
        for (Method declared : part.getMethods()) {
            if (Implementations.of(declared, type).equals(method)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Checks that final methods, which run on a class proxy itself, find there what they need.
     *
     * @param specs toggled methods of one class
     * @throws InvalidFeatureToggleException if a final method of an interface, or one that calls a toggled method, uses a
     *     field
     */
    static void checkFinalMethods(List<ToggleSpec> specs) {
        Class<?> type = specs.get(0).type();
        List<Method> finalMethods = FinalMethods.of(type);
        if (finalMethods.isEmpty()) {
            return; // Nearly every class.
        }
        List<Method> toggled = specs.stream().map(ToggleSpec::method).toList();
        for (Method method : finalMethods) {
            if (!ToggleAnnotations.isCalledWithoutProxy(type, method)
                    && FinalMethods.usesField(method)
                    && (ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                                    .anyMatch(part -> leadsTo(method, type, part))
                            || SelfInvocations.in(type, toggled).stream().anyMatch(call -> call.isIn(method)))) {
                throw new InvalidFeatureToggleException(
                        type,
                        toggled.get(0),
                        "the final method " + Signatures.of(method.getDeclaringClass(), method)
                                + " runs on the proxy of the bean, whose fields are all null, and uses a field.",
                        "Move the toggled method to another bean, route the call with FeatureFlags.route instead, or make "
                                + method.getName() + " non-final.");
            }
        }
    }

    /**
     * Rejects a method whose result cannot be routed, or whose failures cannot reach {@code rescueOn}.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @param withRescue whether the method has {@code rescueOn}
     * @throws InvalidFeatureToggleException if the method cannot work
     */
    static void checkResult(Class<?> type, Method method, boolean withRescue) {
        ResolvableType result = ResolvableType.forMethodReturnType(method, type);
        Class<?> returned = result.toClass();
        ReactiveAdapter adapter = LaterResults.adapterOf(returned);
        if (adapter != null && !returned.isAssignableFrom(adapter.getReactiveType())) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "each subscription decides for its own user, and no other " + returned.getSimpleName()
                            + " can be returned in place of that of the method.",
                    "Return a " + adapter.getReactiveType().getSimpleName() + ", or call FeatureFlags.isEnabled in the"
                            + " method.");
        }
        Class<?> later = withRescue ? LaterResults.unawaited(result) : null;
        if (later != null) {
            throw inertRescue(type, method, "its " + later.getSimpleName() + " is used after the method has returned");
        }
    }

    /**
     * Rejects a method that returns a publisher, in an application without Reactor.
     *
     * @param spec the method
     * @throws InvalidFeatureToggleException if the method returns a publisher
     */
    static void checkNoPublisher(ToggleSpec spec) {
        Class<?> returned =
                ResolvableType.forMethodReturnType(spec.method(), spec.type()).toClass();
        if (LaterResults.adapterOf(returned) != null) {
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    "each subscription to its " + returned.getSimpleName() + " decides, which needs Reactor.",
                    "Add io.projectreactor:reactor-core to the dependencies.");
        }
    }

    /**
     * Creates the exception for a method whose failures cannot reach {@code rescueOn}.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @param reason why, as the rest of a sentence
     */
    static InvalidFeatureToggleException inertRescue(Class<?> type, Method method, String reason) {
        return new InvalidFeatureToggleException(type, method, ToggleMistake.inertRescue(reason));
    }

    private static @Nullable String obstacle(int modifiers) {
        if (Modifier.isStatic(modifiers)) {
            return "static";
        }
        if (Modifier.isPrivate(modifiers)) {
            return "private";
        }
        return Modifier.isFinal(modifiers) ? "final" : null;
    }
}
