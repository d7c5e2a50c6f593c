package io.featureflags.processor;

import io.featureflags.text.BranchWords;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * A {@code @FeatureToggle}, or a composed annotation that has one.
 *
 * @param site the annotated method or class
 * @param mirror the annotation on it
 * @param attributes the attributes of the toggle
 * @param variants the code of the variants, in the order of the annotation
 */
record Toggle(Element site, AnnotationMirror mirror, MergedAttributes attributes, List<NamedCode> variants) {

    /** Returns whether a type has the annotation on itself or on one of its own methods. */
    boolean isDeclaredIn(TypeElement type) {
        return site.equals(type) || type.equals(site.getEnclosingElement());
    }

    String flag() {
        return text("value");
    }

    /** Returns the text of an attribute; empty if it has none, or if the compiler does not know it. */
    String text(String attribute) {
        return attributes.text(attribute);
    }

    /** Returns whether the compiler knows the text of an attribute: it reports itself what it does not know. */
    boolean isKnown(String attribute) {
        return attributes.isKnown(attribute);
    }

    /** Returns the legacy code, which may name nothing. */
    NamedCode legacy() {
        return new NamedCode(BranchWords.LEGACY, attributes, null);
    }

    boolean skips() {
        return attributes.value("otherwise") instanceof VariableElement constant
                && constant.getSimpleName().contentEquals("SKIP");
    }

    boolean rescues() {
        Object types = attributes.value("rescueOn");
        return types instanceof List<?> list ? !list.isEmpty() : types != null; // A single type can be an alias of it.
    }

    boolean shadows() {
        return Boolean.TRUE.equals(attributes.value("shadow"));
    }

    boolean enabledByDefault() {
        return Boolean.TRUE.equals(attributes.value("enabledByDefault"));
    }
}
