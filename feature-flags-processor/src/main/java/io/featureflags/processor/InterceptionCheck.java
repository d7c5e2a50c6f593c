package io.featureflags.processor;

import io.featureflags.text.ToggleMistake;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Checks that a proxy can intercept the calls of a method. */
final class InterceptionCheck {

    private static final String OPEN = " In Kotlin, write 'open', or use the compiler plugin kotlin-spring.";

    private final Elements elements;

    private final KnownTypes knownTypes;

    private final Reports reports;

    private final Kind kind;

    InterceptionCheck(Elements elements, KnownTypes knownTypes, Reports reports, ProcessorOptions options) {
        this.elements = elements;
        this.knownTypes = knownTypes;
        this.reports = reports;
        this.kind = options.weaving() ? Kind.WARNING : Kind.ERROR;
    }

    /** Checks a method, and its class if there can be objects of the class. */
    void check(TypeHierarchy type, ToggledMethod toggled) {
        ToggleMistake mistake = ofMethod(type, toggled.method());
        if (mistake == null && TypeHierarchy.isConcrete(type.type())) {
            mistake = ofClass(type, toggled.method());
        }
        if (mistake != null) {
            boolean open = KnownTypes.isKotlin(type.type()) && mistake.problem().contains(" is final");
            reports.onMethod(
                    kind, toggled, open ? new ToggleMistake(mistake.problem(), mistake.action() + OPEN) : mistake);
        }
    }

    private @Nullable ToggleMistake ofMethod(TypeHierarchy type, ExecutableElement method) {
        if (knownTypes.isSuspendFunction(method)) {
            return ToggleMistake.suspendFunction();
        }
        if (KnownTypes.isAnnotated(method, KnownTypes.BEAN)) {
            return ToggleMistake.beanMethod();
        }
        if (knownTypes.isCalledWithoutProxy(type, method)) {
            return ToggleMistake.calledWithoutProxy();
        }
        if (knownTypes.isObjectMethod(method)) {
            return ToggleMistake.objectMethod();
        }
        Set<Modifier> modifiers = method.getModifiers();
        for (Modifier obstacle : List.of(Modifier.STATIC, Modifier.PRIVATE, Modifier.FINAL)) {
            if (modifiers.contains(obstacle)) {
                return ToggleMistake.notOverridable(obstacle.toString());
            }
        }
        PackageElement visible = elements.getPackageOf(method);
        boolean isVisible = modifiers.contains(Modifier.PUBLIC)
                || modifiers.contains(Modifier.PROTECTED)
                || visible.equals(elements.getPackageOf(type.type()));
        return isVisible
                ? null
                : ToggleMistake.otherPackage(
                        visible.getQualifiedName().toString(),
                        type.type().getQualifiedName().toString());
    }

    /** A final class with an interface that has the method is left to the start, which knows the kind of its proxies. */
    private @Nullable ToggleMistake ofClass(TypeHierarchy type, ExecutableElement method) {
        Set<Modifier> modifiers = type.type().getModifiers();
        String obstacle =
                modifiers.contains(Modifier.FINAL) ? "final" : modifiers.contains(Modifier.SEALED) ? "sealed" : null;
        if (obstacle == null || !type.complete()) {
            return null;
        }
        List<TypeElement> interfaces = type.interfaces();
        for (TypeElement part : interfaces) {
            if (part.getModifiers().contains(Modifier.SEALED)) {
                return ToggleMistake.noProxy(obstacle, part.getQualifiedName().toString());
            }
        }
        boolean reachable = interfaces.stream()
                .flatMap(part -> ElementFilter.methodsIn(part.getEnclosedElements()).stream())
                .anyMatch(declared -> declared.equals(method) || elements.overrides(method, declared, type.type()));
        if (reachable) {
            return null;
        }
        return interfaces.isEmpty()
                ? ToggleMistake.noProxy(obstacle, "")
                : new ToggleMistake(
                        "the class is " + obstacle + " and none of its interfaces has the method, so that no proxy can"
                                + " intercept it.",
                        "Make the class non-" + obstacle + ", or declare the method in an interface.");
    }
}
