package io.featureflags.processor;

import io.featureflags.text.ToggleMistake;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Reports each mistake once: on the attribute that is wrong, or else on the annotation or the method. */
final class Reports {

    private final Messager messager;

    private final Signatory signatory;

    /** Names of the top-level types that are compiled. Elements of others have no place in a source file. */
    private final Set<String> compiled;

    private final Set<String> reported = new HashSet<>();

    Reports(Messager messager, Signatory signatory, Set<String> compiled) {
        this.messager = messager;
        this.signatory = signatory;
        this.compiled = compiled;
    }

    /** Reports a mistake of an attribute. */
    void onAttribute(Kind kind, TypeElement type, Toggle toggle, String attribute, ToggleMistake mistake) {
        onAttribute(kind, new Place(type, null), toggle, attribute, cannotWork(new Place(type, null), toggle, mistake));
    }

    /** Reports a mistake of an attribute that only one of the methods has. */
    void onAttribute(Kind kind, ToggledMethod toggled, String attribute, ToggleMistake mistake) {
        Place place = new Place(toggled.type(), toggled.method());
        onAttribute(kind, place, toggled.toggle(), attribute, cannotWork(place, toggled.toggle(), mistake));
    }

    /** Reports a mistake of the code that a toggle names, on one of the attributes that name it. */
    void onCode(Place place, Toggle toggle, NamedCode code, String attribute, ToggleMistake mistake) {
        onValue(Kind.ERROR, place, toggle, code.placeOf(attribute), cannotWork(place, toggle, mistake));
    }

    /** Reports anything else about an attribute. */
    void onAttribute(Kind kind, TypeElement type, Toggle toggle, String attribute, String message) {
        onAttribute(kind, new Place(type, null), toggle, attribute, message);
    }

    /** Reports a mistake of a method, or of its class: on the method. */
    void onMethod(Kind kind, ToggledMethod toggled, ToggleMistake mistake) {
        Place place = new Place(toggled.type(), toggled.method());
        String message = cannotWork(place, toggled.toggle(), mistake);
        if (isCompiled(toggled.method())) {
            print(kind, message, toggled.method(), null, null);
        } else {
            onAttribute(kind, place, toggled.toggle(), "", message);
        }
    }

    private void onAttribute(Kind kind, Place place, Toggle toggle, String attribute, String message) {
        onValue(kind, place, toggle, toggle.attributes().written().get(attribute), message);
    }

    private void onValue(Kind kind, Place place, Toggle toggle, @Nullable AnnotationValue value, String message) {
        if (isCompiled(toggle.site())) {
            print(kind, message, toggle.site(), toggle, value);
        } else {
            print(kind, message, place.type(), null, null);
        }
    }

    private void print(
            Kind kind, String message, Element element, @Nullable Toggle toggle, @Nullable AnnotationValue value) {
        // A class that inherits a mistake would repeat it.
        if (!reported.add(
                element.getEnclosingElement() + "." + element + message.replaceFirst("^.*? cannot work", ""))) {
            return;
        }
        if (toggle == null) {
            messager.printMessage(kind, message, element);
        } else if (value == null) {
            messager.printMessage(kind, message, element, toggle.mirror());
        } else {
            messager.printMessage(kind, message, element, toggle.mirror(), value);
        }
    }

    private boolean isCompiled(Element element) {
        Element outermost = element;
        while (outermost.getEnclosingElement() instanceof TypeElement
                || outermost.getEnclosingElement() instanceof ExecutableElement) {
            outermost = outermost.getEnclosingElement();
        }
        return compiled.contains(outermost.toString());
    }

    private String cannotWork(Place place, Toggle toggle, ToggleMistake mistake) {
        Element site = toggle.site();
        ExecutableElement method =
                place.method() == null && site instanceof ExecutableElement annotated ? annotated : place.method();
        String name = method == null
                ? "class " + place.type().getSimpleName()
                : place.type().getSimpleName() + "." + signatory.nameAndParameters(method);
        return "@FeatureToggle on " + name + " cannot work: " + mistake.problem() + " " + mistake.action();
    }

    /**
     * Where a mistake is, in words.
     *
     * @param type the class
     * @param method the toggled method; null for that of the annotation, or for the class
     */
    record Place(TypeElement type, @Nullable ExecutableElement method) {}
}
