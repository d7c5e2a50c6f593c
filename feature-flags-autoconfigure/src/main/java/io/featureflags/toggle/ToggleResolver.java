package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.FlagName;
import io.featureflags.Otherwise;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Finds the toggled methods of a class and resolves each into a {@link ToggleSpec}, once per class. Annotations are found
 * on the class, its super-classes and its interfaces, and on annotations of an application's own.
 */
final class ToggleResolver {

    private final Map<Class<?>, List<ToggleSpec>> resolved = new ConcurrentHashMap<>();

    private final UserExpressionParser userExpressions = new UserExpressionParser();

    private final LegacyCodeResolver legacyCode;

    ToggleResolver(LegacyBeans beans) {
        this.legacyCode = new LegacyCodeResolver(beans);
    }

    /**
     * The toggled methods of a class.
     *
     * @param type the class of a bean, without its proxies
     * @return the methods, checked; empty for nearly every class
     * @throws InvalidFeatureToggleException if one of them cannot work
     */
    List<ToggleSpec> resolve(Class<?> type) {
        return resolved.computeIfAbsent(type, this::resolveAll);
    }

    private List<ToggleSpec> resolveAll(Class<?> type) {
        List<ToggleSpec> specs = ToggledMethods.of(type).entrySet().stream()
                .map(toggle -> resolve(type, toggle.getKey(), toggle.getValue()))
                .sorted(Comparator.comparing(spec -> Signatures.of(spec.method())))
                .toList();
        specs.stream().filter(spec -> !spec.woven()).findFirst().ifPresent(ToggleResolver::checkProxyPossible);
        checkCycles(specs);
        return specs;
    }

    ToggleSpec resolve(Class<?> type, Method method, FeatureToggle toggle) {
        if (!FlagName.isValid(toggle.value())) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its flag name '" + toggle.value() + "' does not match " + FlagName.GRAMMAR + ".",
                    "Use letters, digits, '.', '_', ':' and '-', at most 128 of them, the first a letter or digit.");
        }
        SuspendFunctions.refuse(type, method);
        boolean woven = WovenMethods.isWoven(method);
        if (!woven) {
            checkInterceptable(type, method);
        }
        LegacyCode legacy = legacyCode.of(type, method, toggle);
        if (legacy == null && toggle.rescueOn().length > 0) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its rescueOn asks for legacy code, and it names none.",
                    "Name legacy code with fallback, fallbackType or fallbackBean, or leave out rescueOn.");
        }
        if (toggle.rescueOn().length > 0 && !Rescue.canWaitFor(returnType(type, method))) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its rescueOn asks for the outcome of a "
                            + returnType(type, method).getSimpleName()
                            + ", in whose place nothing can be returned that waits for it.",
                    "Return a CompletableFuture or a CompletionStage, or leave out rescueOn.");
        }
        return new ToggleSpec(
                type,
                method,
                toggle.value(),
                toggle.enabledByDefault(),
                expires(type, method, toggle.expires()),
                legacy,
                legacy == null && toggle.otherwise() == Otherwise.SKIP ? nothing(type, method) : null,
                toggle.user().isEmpty() ? null : userExpressions.parse(type, method, toggle.user()),
                List.of(toggle.rescueOn()),
                woven);
    }

    private static @Nullable LocalDate expires(Class<?> type, Method method, String date) {
        if (date.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException ex) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its expires '" + date + "' is not a date.",
                    "Write a day of the calendar as year, month and day, such as 2027-01-31.");
        }
    }

    private static Supplier<@Nullable Object> nothing(Class<?> type, Method method) {
        Class<?> returned = returnType(type, method);
        try {
            return EmptyResults.of(returned);
        } catch (IllegalArgumentException ex) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "it is to be skipped while the flag is off, and no empty " + returned.getSimpleName()
                            + " can be made.",
                    "Return an interface such as List or Map, or name legacy code with fallback.");
        }
    }

    private static Class<?> returnType(Class<?> type, Method method) {
        return ResolvableType.forMethodReturnType(method, type).resolve(method.getReturnType());
    }

    private static void checkInterceptable(Class<?> type, Method method) {
        if (AnnotatedElementUtils.hasAnnotation(method, Bean.class)) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "the container calls this bean method when it makes the bean, so that the flag would be asked once,"
                            + " and never again.",
                    "Make both beans, and toggle the class or the methods of the new one.");
        }
        int modifiers = method.getModifiers();
        String obstacle = Modifier.isStatic(modifiers)
                ? "static"
                : Modifier.isPrivate(modifiers) ? "private" : Modifier.isFinal(modifiers) ? "final" : null;
        if (obstacle != null) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "the method is " + obstacle + ", so that no proxy can intercept it: the new code would run whatever"
                            + " the flag says.",
                    "Make it a method that is neither static, private nor final, route the call with FeatureFlags.route,"
                            + " or let AspectJ weave the class.");
        }
        if (!ProxyRules.isPossible(type, method)) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "the method is visible only inside package "
                            + method.getDeclaringClass().getPackageName() + ", so that no proxy of " + type.getName()
                            + " can intercept it.",
                    "Make it protected or public.");
        }
    }

    private static void checkProxyPossible(ToggleSpec spec) {
        String obstacle = ProxyRules.obstacle(spec.type());
        if (obstacle != null && ClassUtils.getAllInterfacesForClass(spec.type()).length == 0) {
            throw new InvalidFeatureToggleException(
                    spec.type(),
                    spec.method(),
                    "the class is " + obstacle + " and has no interface, so that no proxy can be made of it.",
                    "Make the class non-" + obstacle + ", or route the call with FeatureFlags.route.");
        }
    }

    /** A legacy method may be toggled itself, as long as the chain comes to an end. */
    private static void checkCycles(List<ToggleSpec> specs) {
        Map<Method, ToggleSpec> byMethod = specs.stream().collect(Collectors.toMap(ToggleSpec::method, spec -> spec));
        for (ToggleSpec spec : specs) {
            Set<Method> seen = new HashSet<>();
            ToggleSpec link = spec;
            while (link != null && seen.add(link.method())) {
                LegacyCode legacy = link.legacy();
                link = legacy == null || legacy.bean() != null ? null : byMethod.get(legacy.method());
            }
            if (link != null) {
                throw new InvalidFeatureToggleException(
                        spec.type(),
                        spec.method(),
                        "its fallback leads back to " + Signatures.of(link.method())
                                + ", for ever while the flags are off.",
                        "Let the last legacy method be one without a fallback to the others.");
            }
        }
    }
}
