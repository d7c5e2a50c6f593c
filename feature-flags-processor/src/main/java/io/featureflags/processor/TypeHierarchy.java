package io.featureflags.processor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * A type with its super-classes and interfaces.
 *
 * @param type the type
 * @param parts the type, then for each part its interfaces before its super-class, as Spring looks for annotations
 * @param complete whether the compiler knows all parts; false if one of them is missing
 */
record TypeHierarchy(TypeElement type, List<TypeElement> parts, boolean complete) {

    static TypeHierarchy of(TypeElement type) {
        Set<TypeElement> parts = new LinkedHashSet<>();
        boolean complete = collect(type, parts);
        return new TypeHierarchy(type, List.copyOf(parts), complete);
    }

    private static boolean collect(TypeElement type, Set<TypeElement> parts) {
        if (!parts.add(type)) {
            return true;
        }
        boolean complete = true;
        for (TypeMirror part : type.getInterfaces()) {
            complete &= collect(part, parts);
        }
        return collect(type.getSuperclass(), parts) && complete;
    }

    private static boolean collect(TypeMirror part, Set<TypeElement> parts) {
        if (part.getKind() == TypeKind.NONE) {
            return true;
        }
        return part instanceof DeclaredType declared
                && part.getKind() == TypeKind.DECLARED
                && collect((TypeElement) declared.asElement(), parts);
    }

    /** Returns the type and its super-classes, from the type upwards. */
    List<TypeElement> classes() {
        return parts.stream().filter(part -> !part.getKind().isInterface()).toList();
    }

    /** Returns the interfaces, without the type itself. */
    List<TypeElement> interfaces() {
        List<TypeElement> interfaces = new ArrayList<>(parts);
        interfaces.removeIf(part -> part.equals(type) || !part.getKind().isInterface());
        return interfaces;
    }

    /** Returns whether a part has this name. */
    boolean has(String name) {
        return parts.stream().anyMatch(part -> part.getQualifiedName().contentEquals(name));
    }

    /** Returns whether the element is a class, record or enum of which there can be an object. */
    static boolean isConcrete(Element type) {
        return (type.getKind() == ElementKind.CLASS
                        || type.getKind() == ElementKind.RECORD
                        || type.getKind() == ElementKind.ENUM)
                && !type.getModifiers().contains(Modifier.ABSTRACT);
    }
}
