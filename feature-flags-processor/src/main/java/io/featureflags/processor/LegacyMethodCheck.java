package io.featureflags.processor;

import io.featureflags.text.KotlinName;
import io.featureflags.text.ToggleMistake;
import io.featureflags.text.WantedMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Finds the legacy method of one toggled method by its name, and checks that it can stand in for the new code. The start
 * decides in the same way, by reflection.
 */
final class LegacyMethodCheck {

    private final TypeRules rules;

    private final Signatory signatory;

    private final ToggledMethod toggled;

    private final ExecutableElement method;

    /** The method, as the toggled class has it. */
    private final ExecutableType required;

    /** The class or interface that has the legacy method. */
    private final TypeHierarchy legacyType;

    private final boolean inOtherBean;

    /** Resolves the type parameters of the legacy method: the toggled class if it is a subtype, else the legacy type. */
    private final TypeMirror resolvingType;

    /** Name of the legacy method. */
    private final String name;

    LegacyMethodCheck(
            TypeRules rules,
            Signatory signatory,
            ToggledMethod toggled,
            TypeHierarchy legacyType,
            boolean inOtherBean) {
        this.rules = rules;
        this.signatory = signatory;
        this.toggled = toggled;
        this.method = toggled.method();
        this.legacyType = legacyType;
        this.inOtherBean = inOtherBean;
        TypeMirror type = toggled.type().asType();
        TypeMirror legacy = legacyType.type().asType();
        this.required = signatory.in(type, method);
        this.resolvingType = rules.isSubclass(type, legacy) ? type : legacy;
        this.name = nameOf(toggled);
    }

    /** Returns the legacy method that a toggled method needs, in another bean or in its own class. */
    static WantedMethod wanted(Signatory signatory, ToggledMethod toggled, String bean) {
        ExecutableElement method = toggled.method();
        ExecutableType required = signatory.in(toggled.type().asType(), method);
        return new WantedMethod(
                nameOf(toggled),
                bean,
                signatory.typeParameters(method) + signatory.name(required.getReturnType()),
                signatory.parameters(required.getParameterTypes()));
    }

    /** Returns the legacy method; null if there is none that fits, or more than one. */
    @Nullable
    ExecutableElement find() {
        List<ExecutableElement> fitting = fitting(named());
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    /** Returns the mistake; null if there is none, or if it cannot be decided here. */
    @Nullable
    ToggleMistake mistake() {
        if (rules.hasUnknown(required)) {
            return null;
        }
        List<ExecutableElement> named = named();
        List<ExecutableElement> fitting = fitting(named);
        if (fitting.isEmpty()) {
            return legacyType.complete() && named.stream().noneMatch(each -> rules.hasUnknown(in(each)))
                    ? missing(named)
                    : null;
        }
        if (fitting.size() > 1) {
            return isExact(fitting.get(0)) ? wanted().ambiguous(signatures(fitting), "") : null;
        }
        ExecutableElement legacy = fitting.get(0);
        ToggleMistake notCallable = notCallable(legacy);
        if (notCallable != null) {
            return notCallable;
        }
        ExecutableType found = in(legacy);
        return rules.hasUnknown(found) ? null : mismatch(legacy, found);
    }

    private @Nullable ToggleMistake mismatch(ExecutableElement legacy, ExecutableType found) {
        TypeMirror returned = required.getReturnType();
        if (!rules.isReturnable(found.getReturnType(), returned)) {
            return wanted().otherReturnType(
                            signatory.name(returned), signature(legacy), signatory.name(found.getReturnType()));
        }
        for (int i = 0; i < required.getParameterTypes().size(); i++) {
            TypeMirror given = required.getParameterTypes().get(i);
            TypeMirror taken = found.getParameterTypes().get(i);
            if (!rules.accepts(taken, given)) {
                return wanted().otherArgument(i + 1, signatory.name(given), signature(legacy), signatory.name(taken));
            }
        }
        for (TypeMirror thrown : found.getThrownTypes()) {
            if (rules.isChecked(thrown) && !rules.isCaught(thrown, method.getThrownTypes())) {
                return wanted().checkedException(signature(legacy), signatory.name(thrown));
            }
        }
        return null;
    }

    /** Returns the legacy method for messages, which hardly any toggle needs. */
    private WantedMethod wanted() {
        return wanted(
                signatory, toggled, inOtherBean ? "of type " + legacyType.type().getQualifiedName() : "");
    }

    /** Returns the name of the legacy method that a toggled method needs. */
    private static String nameOf(ToggledMethod toggled) {
        String fallback = toggled.toggle().text("fallback");
        return fallback.isEmpty() ? toggled.method().getSimpleName().toString() : fallback;
    }

    private ToggleMistake missing(List<ExecutableElement> named) {
        if (!named.isEmpty()) {
            boolean takesFailure = named.stream().anyMatch(this::wouldTakeFailure);
            return wanted().otherParameters(signatures(named), takesFailure, "");
        }
        List<ExecutableElement> others = withoutOverridden(rules.methodsOf(legacyType)).stream()
                .filter(candidate -> !candidate.equals(method) && !KnownTypes.isOfEveryObject(candidate))
                .toList();
        List<ExecutableElement> alike = others.stream().filter(this::takesSame).toList();
        return wanted().missing(names(alike), names(others), signatures(alike));
    }

    /** Returns methods of the legacy type without overridden ones. An interface may also inherit methods. */
    private List<ExecutableElement> withoutOverridden(List<ExecutableElement> methods) {
        List<ExecutableElement> candidates = new ArrayList<>();
        for (ExecutableElement candidate : methods) {
            candidates.removeIf(other -> rules.overrides(candidate, other, legacyType.type()));
            if (candidates.stream()
                    .noneMatch(other -> rules.isSameDeclaration(other, candidate)
                            || rules.overrides(other, candidate, legacyType.type()))) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    /** Returns the methods with the name of the legacy method, or with one that Kotlin made of it. */
    private List<ExecutableElement> named() {
        String inSource = method.getSimpleName().contentEquals(name) ? KotlinName.inSource(name) : name;
        List<ExecutableElement> named = new ArrayList<>();
        for (ExecutableElement candidate : rules.methodsOf(legacyType)) {
            String candidateName = nameOf(candidate);
            if (candidateName.equals(name) || isKotlinNameOf(candidateName, inSource)) {
                named.add(candidate);
            }
        }
        return withoutOverridden(named);
    }

    private static boolean isKotlinNameOf(String candidate, String inSource) {
        String source = KotlinName.inSource(candidate);
        return !source.equals(candidate) && source.equals(inSource);
    }

    private List<ExecutableElement> fitting(List<ExecutableElement> named) {
        List<ExecutableElement> fitting = named.stream()
                .filter(candidate ->
                        takesSame(candidate) || (toggled.toggle().rescues() && wouldTakeFailure(candidate)))
                .toList();
        List<ExecutableElement> exact = fitting.stream().filter(this::isExact).toList();
        return exact.isEmpty() ? fitting : exact;
    }

    private boolean isExact(ExecutableElement candidate) {
        return candidate.getSimpleName().contentEquals(name);
    }

    private boolean takesSame(ExecutableElement candidate) {
        return rules.sameErasures(in(candidate).getParameterTypes(), required.getParameterTypes());
    }

    private boolean wouldTakeFailure(ExecutableElement candidate) {
        List<TypeMirror> withFailure = new ArrayList<>(required.getParameterTypes());
        withFailure.add(rules.throwable());
        return rules.sameErasures(in(candidate).getParameterTypes(), withFailure);
    }

    private @Nullable ToggleMistake notCallable(ExecutableElement legacy) {
        Set<Modifier> modifiers = legacy.getModifiers();
        if (inOtherBean) {
            return modifiers.contains(Modifier.PRIVATE) || modifiers.contains(Modifier.STATIC)
                    ? ToggleMistake.hiddenFallback(signature(legacy))
                    : null;
        }
        if (legacy.equals(method)) {
            return ToggleMistake.itself();
        }
        if (modifiers.contains(Modifier.ABSTRACT)) {
            return ToggleMistake.abstractFallback(signature(legacy));
        }
        return method.getModifiers().contains(Modifier.STATIC) && !modifiers.contains(Modifier.STATIC)
                ? ToggleMistake.fallbackNotStatic(signature(legacy))
                : null;
    }

    private ExecutableType in(ExecutableElement candidate) {
        return signatory.in(resolvingType, candidate);
    }

    private String signature(ExecutableElement candidate) {
        return signatory.signature(candidate, in(candidate));
    }

    private List<String> signatures(List<ExecutableElement> methods) {
        return methods.stream().map(this::signature).sorted().toList();
    }

    private static List<String> names(List<ExecutableElement> methods) {
        return methods.stream().map(LegacyMethodCheck::nameOf).toList();
    }

    private static String nameOf(ExecutableElement method) {
        return method.getSimpleName().toString();
    }
}
