package io.featureflags.processor;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The types of a compilation. They are collected by name and read at its end, since other processors such as Lombok add
 * methods and types until then.
 */
final class Compilation {

    private final Set<String> names = new LinkedHashSet<>();

    /** Adds the types of a round. */
    void add(RoundEnvironment round) {
        for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
            names.add(type.getQualifiedName().toString());
        }
    }

    /** Returns the names of the top-level types. */
    Set<String> names() {
        return names;
    }

    /** Passes on each type that can have toggled methods, nested ones too. */
    void forEachType(Elements elements, Consumer<TypeElement> action) {
        for (String name : names) {
            TypeElement type = elements.getTypeElement(name);
            if (type != null) {
                forEachType(type, action);
            }
        }
    }

    private static void forEachType(TypeElement type, Consumer<TypeElement> action) {
        if (type.getKind() != ElementKind.ANNOTATION_TYPE) {
            action.accept(type);
        }
        for (Element nested : type.getEnclosedElements()) {
            if (nested instanceof TypeElement nestedType) {
                forEachType(nestedType, action);
            }
        }
    }
}
