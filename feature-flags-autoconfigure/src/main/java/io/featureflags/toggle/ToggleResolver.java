package io.featureflags.toggle;

import io.featureflags.FeatureToggle;
import io.featureflags.FlagName;
import io.featureflags.Otherwise;
import io.featureflags.text.ToggleMistake;
import io.featureflags.toggle.bytecode.WovenMethods;
import io.featureflags.toggle.result.EmptyResults;
import io.featureflags.toggle.result.LaterResults;
import java.lang.reflect.Method;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** Resolves each toggled method of a class into a {@link ToggleSpec}, once per class, and rejects what cannot work. */
final class ToggleResolver {

    private final Map<Class<?>, Map<Method, FeatureToggle>> annotated = new ConcurrentHashMap<>();

    private final Map<Class<?>, List<ToggleSpec>> resolved = new ConcurrentHashMap<>();

    private final UserExpressionParser userExpressions = new UserExpressionParser();

    private final BranchResolver branches;

    ToggleResolver(BranchBeanLocator beans) {
        this.branches = new BranchResolver(beans);
    }

    /** Returns the toggled methods of a class with their annotations, unchecked. */
    Map<Method, FeatureToggle> annotations(Class<?> type) {
        Map<Method, FeatureToggle> known = annotated.get(type);
        if (known == null) {
            known = ToggleAnnotations.of(type);
            annotated.put(type, known);
        }
        return known;
    }

    /**
     * Resolves the toggled methods of a class.
     *
     * @param type class of a bean, without its proxies
     * @return the checked methods; empty for nearly every class
     * @throws InvalidFeatureToggleException if one of the methods cannot work
     */
    List<ToggleSpec> resolve(Class<?> type) {
        List<ToggleSpec> known = resolved.get(type);
        if (known == null) {
            known = resolveAll(type);
            resolved.put(type, known);
        }
        return known;
    }

    private List<ToggleSpec> resolveAll(Class<?> type) {
        Map<Method, FeatureToggle> toggles = annotations(type);
        if (toggles.isEmpty()) {
            return List.of(); // Nearly every class.
        }
        List<ToggleSpec> specs = new ArrayList<>();
        for (Map.Entry<Method, FeatureToggle> toggle : toggles.entrySet()) {
            specs.add(resolve(type, toggle.getKey(), toggle.getValue(), true));
        }
        if (specs.size() > 1) {
            specs.sort(Comparator.comparing(spec -> Signatures.of(spec.method())));
        }
        for (ToggleSpec spec : specs) {
            if (!spec.woven()) {
                InterceptionChecks.checkProxyPossible(spec);
            }
        }
        BranchCycleCheck.checkWithinClass(specs);
        return List.copyOf(specs);
    }

    /**
     * Resolves one toggled method.
     *
     * @param type class of the bean
     * @param method the new code
     * @param toggle the annotation of the method or of its class
     * @param withVariants whether to resolve the variants too, some of which may need beans
     * @return the checked method
     * @throws InvalidFeatureToggleException if the method cannot work
     */
    ToggleSpec resolve(Class<?> type, Method method, FeatureToggle toggle, boolean withVariants) {
        checkFlagName(type, method, toggle.value());
        InterceptionChecks.checkNoSuspendFunction(type, method);
        boolean woven = WovenMethods.isWoven(method);
        if (!woven) {
            InterceptionChecks.checkMethod(type, method);
        }
        BranchCode legacy = branches.legacy(type, method, toggle);
        if (legacy != null && toggle.otherwise() == Otherwise.SKIP) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.otherwiseBesideLegacy());
        }
        checkRescue(type, method, toggle, legacy);
        checkShadow(type, method, toggle, legacy);
        InterceptionChecks.checkResult(type, method, toggle.rescueOn().length > 0);
        boolean skipped = legacy == null && toggle.otherwise() == Otherwise.SKIP;
        return new ToggleSpec(
                type,
                method,
                toggle.value(),
                toggle.enabledByDefault(),
                expires(type, method, toggle.expires()),
                legacy,
                withVariants ? branches.variants(type, method, toggle) : Map.of(),
                skipped ? emptyResult(type, method) : null,
                toggle.user().isEmpty() ? null : userExpressions.parse(type, method, toggle.user()),
                List.of(toggle.rescueOn()),
                toggle.shadow(),
                woven);
    }

    private static void checkFlagName(Class<?> type, Method method, String name) {
        if (!FlagName.isValid(name)) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.flagName(name));
        }
    }

    private static void checkRescue(Class<?> type, Method method, FeatureToggle toggle, @Nullable BranchCode legacy) {
        if (toggle.rescueOn().length == 0) {
            return;
        }
        if (legacy == null) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.rescueWithoutLegacy());
        }
        Class<?> returned = returnType(type, method);
        if (!Rescue.canReplace(returned)) {
            throw new InvalidFeatureToggleException(
                    type, method, ToggleMistake.irreplaceableFuture(returned.getSimpleName()));
        }
        CacheKeyChecks.check(type, method, legacy);
    }

    private static void checkShadow(Class<?> type, Method method, FeatureToggle toggle, @Nullable BranchCode legacy) {
        if (!toggle.shadow()) {
            return;
        }
        if (legacy == null) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.shadowWithoutLegacy());
        }
        Class<?> later = LaterResults.notComparable(ResolvableType.forMethodReturnType(method, type));
        if (later != null) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.shadowOfLater(later.getSimpleName()));
        }
    }

    private static @Nullable LocalDate expires(Class<?> type, Method method, String date) {
        if (date.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(date);
        } catch (DateTimeParseException ex) {
            throw new InvalidFeatureToggleException(type, method, ToggleMistake.expires(date));
        }
    }

    private static Supplier<@Nullable Object> emptyResult(Class<?> type, Method method) {
        Class<?> returned = returnType(type, method);
        try {
            return EmptyResults.of(returned);
        } catch (IllegalArgumentException ex) {
            throw new InvalidFeatureToggleException(
                    type, method, ToggleMistake.noEmptyResult(returned.getSimpleName()));
        }
    }

    private static Class<?> returnType(Class<?> type, Method method) {
        return ResolvableType.forMethodReturnType(method, type).resolve(method.getReturnType());
    }
}
