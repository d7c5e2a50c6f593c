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
 * Finds the legacy method of one toggled method, or that of a variant, by its name, and checks that it can stand in for it.
 * The start decides in the same way, by reflection.
 */
final class BranchMethodCheck {

    private final TypeRules rules;

    private final Signatory signatory;

    private final ToggledMethod toggled;

    private final NamedCode code;

    private final ExecutableElement method;

    /** The method, as the toggled class has it. */
    private final ExecutableType required;

    /** The class or interface that has the other method. */
    private final TypeHierarchy branchType;

    private final boolean inOtherBean;

    /** Resolves the type parameters of the other method: the toggled class if it is a subtype, else that type itself. */
    private final TypeMirror resolvingType;

    /** Name of the other method. */
    private final String name;

    BranchMethodCheck(
            TypeRules rules,
            Signatory signatory,
            ToggledMethod toggled,
            NamedCode code,
            TypeHierarchy branchType,
            boolean inOtherBean) {
        this.rules = rules;
        this.signatory = signatory;
        this.toggled = toggled;
        this.code = code;
        this.method = toggled.method();
        this.branchType = branchType;
        this.inOtherBean = inOtherBean;
        TypeMirror type = toggled.type().asType();
        TypeMirror found = branchType.type().asType();
        this.required = signatory.in(type, method);
        this.resolvingType = rules.isSubclass(type, found) ? type : found;
        this.name = nameOf(toggled, code);
    }

    /** Returns the method that a toggled method needs for its code, in another bean or in its own class. */
    static WantedMethod wanted(Signatory signatory, ToggledMethod toggled, NamedCode code, String bean) {
        ExecutableElement method = toggled.method();
        ExecutableType required = signatory.in(toggled.type().asType(), method);
        return new WantedMethod(
                code.words(),
                nameOf(toggled, code),
                bean,
                signatory.typeParameters(method) + signatory.name(required.getReturnType()),
                signatory.parameters(required.getParameterTypes()));
    }

    /** Returns the method; null if there is none that fits, or more than one. */
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
            return branchType.complete() && named.stream().noneMatch(each -> rules.hasUnknown(in(each)))
                    ? missing(named)
                    : null;
        }
        if (fitting.size() > 1) {
            return isExact(fitting.get(0)) ? wanted().ambiguous(signatures(fitting), "") : null;
        }
        ExecutableElement other = fitting.get(0);
        ToggleMistake notCallable = notCallable(other);
        if (notCallable != null) {
            return notCallable;
        }
        ExecutableType found = in(other);
        return rules.hasUnknown(found) ? null : mismatch(other, found);
    }

    private @Nullable ToggleMistake mismatch(ExecutableElement other, ExecutableType found) {
        TypeMirror returned = required.getReturnType();
        if (!rules.isReturnable(found.getReturnType(), returned)) {
            return wanted().otherReturnType(
                            signatory.name(returned), signature(other), signatory.name(found.getReturnType()));
        }
        for (int i = 0; i < required.getParameterTypes().size(); i++) {
            TypeMirror given = required.getParameterTypes().get(i);
            TypeMirror taken = found.getParameterTypes().get(i);
            if (!rules.accepts(taken, given)) {
                return wanted().otherArgument(i + 1, signatory.name(given), signature(other), signatory.name(taken));
            }
        }
        for (TypeMirror thrown : found.getThrownTypes()) {
            if (rules.isChecked(thrown) && !rules.isCaught(thrown, method.getThrownTypes())) {
                return wanted().checkedException(signature(other), signatory.name(thrown));
            }
        }
        return null;
    }

    /** Returns the method for messages, which hardly any toggle needs. */
    private WantedMethod wanted() {
        return wanted(
                signatory,
                toggled,
                code,
                inOtherBean ? "of type " + branchType.type().getQualifiedName() : "");
    }

    /** Returns the name of the method that a toggled method needs. */
    private static String nameOf(ToggledMethod toggled, NamedCode code) {
        return code.method().isEmpty() ? toggled.method().getSimpleName().toString() : code.method();
    }

    private ToggleMistake missing(List<ExecutableElement> named) {
        if (!named.isEmpty()) {
            boolean takesFailure = code.words().isLegacy() && named.stream().anyMatch(this::wouldTakeFailure);
            return wanted().otherParameters(signatures(named), takesFailure, "");
        }
        List<ExecutableElement> others = withoutOverridden(rules.methodsOf(branchType)).stream()
                .filter(candidate -> !candidate.equals(method) && !KnownTypes.isOfEveryObject(candidate))
                .toList();
        List<ExecutableElement> alike = others.stream().filter(this::takesSame).toList();
        return wanted().missing(names(alike), names(others), signatures(alike));
    }

    /** Returns methods of that type without overridden ones. An interface may also inherit methods. */
    private List<ExecutableElement> withoutOverridden(List<ExecutableElement> methods) {
        List<ExecutableElement> candidates = new ArrayList<>();
        for (ExecutableElement candidate : methods) {
            candidates.removeIf(other -> rules.overrides(candidate, other, branchType.type()));
            if (candidates.stream()
                    .noneMatch(other -> rules.isSameDeclaration(other, candidate)
                            || rules.overrides(other, candidate, branchType.type()))) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    /** Returns the methods with that name, or with one that Kotlin made of it. */
    private List<ExecutableElement> named() {
        String inSource = method.getSimpleName().contentEquals(name) ? KotlinName.inSource(name) : name;
        List<ExecutableElement> named = new ArrayList<>();
        for (ExecutableElement candidate : rules.methodsOf(branchType)) {
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
                .filter(candidate -> takesSame(candidate)
                        || (code.words().isLegacy() && toggled.toggle().rescues() && wouldTakeFailure(candidate)))
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

    private @Nullable ToggleMistake notCallable(ExecutableElement other) {
        Set<Modifier> modifiers = other.getModifiers();
        if (inOtherBean) {
            return modifiers.contains(Modifier.PRIVATE) || modifiers.contains(Modifier.STATIC)
                    ? ToggleMistake.hidden(code.words(), signature(other))
                    : null;
        }
        if (other.equals(method)) {
            return ToggleMistake.itself(code.words());
        }
        if (modifiers.contains(Modifier.ABSTRACT)) {
            return ToggleMistake.abstractCode(code.words(), signature(other));
        }
        return method.getModifiers().contains(Modifier.STATIC) && !modifiers.contains(Modifier.STATIC)
                ? ToggleMistake.notStatic(code.words(), signature(other))
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
        return methods.stream().map(BranchMethodCheck::nameOf).toList();
    }

    private static String nameOf(ExecutableElement method) {
        return method.getSimpleName().toString();
    }
}
