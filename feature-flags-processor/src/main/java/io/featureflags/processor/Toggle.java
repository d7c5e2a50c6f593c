package io.featureflags.processor;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A {@code @FeatureToggle}, or a composed annotation that has one.
 *
 * @param site the annotated method or class
 * @param mirror the annotation on it
 * @param values the attributes of the toggle, with defaults
 * @param written the attributes that the annotation itself has in the source, for their position
 */
record Toggle(
        Element site,
        AnnotationMirror mirror,
        Map<String, AnnotationValue> values,
        Map<String, AnnotationValue> written) {

    /** What javac has in place of a constant or a class that it cannot find. */
    private static final String UNKNOWN = "<error>";

    /** Returns whether a type has the annotation on itself or on one of its own methods. */
    boolean isDeclaredIn(TypeElement type) {
        return site.equals(type) || type.equals(site.getEnclosingElement());
    }

    String flag() {
        return text("value");
    }

    /** Returns the text of an attribute; empty if it has none, or if the compiler does not know it. */
    String text(String attribute) {
        Object value = value(attribute);
        return value instanceof String text && !text.equals(UNKNOWN) ? text : "";
    }

    /** Returns whether the compiler knows the text of an attribute: it reports itself what it does not know. */
    boolean isKnown(String attribute) {
        return value(attribute) instanceof String text && !text.equals(UNKNOWN);
    }

    /** Returns the type of the legacy bean; null if it has none, or if the compiler does not know it. */
    @Nullable
    TypeMirror fallbackType() {
        return value("fallbackType") instanceof TypeMirror type && type.getKind() == TypeKind.DECLARED ? type : null;
    }

    /** Returns the primitive type or array in place of the type of a legacy bean; null if it has none. */
    @Nullable
    TypeMirror typeOfNoBean() {
        return value("fallbackType") instanceof TypeMirror type
                        && (type.getKind().isPrimitive() || type.getKind() == TypeKind.ARRAY)
                ? type
                : null;
    }

    boolean hasFallbackType() {
        return !(value("fallbackType") instanceof TypeMirror type && type.getKind() == TypeKind.VOID);
    }

    boolean namesLegacyBean() {
        return hasFallbackType() || !text("fallbackBean").isEmpty() || !isKnown("fallbackBean");
    }

    boolean namesLegacyCode() {
        return namesLegacyBean() || !text("fallback").isEmpty() || !isKnown("fallback");
    }

    boolean skips() {
        return value("otherwise") instanceof VariableElement constant
                && constant.getSimpleName().contentEquals("SKIP");
    }

    boolean rescues() {
        Object types = value("rescueOn");
        return types instanceof List<?> list ? !list.isEmpty() : types != null; // A single type can be an alias of it.
    }

    boolean shadows() {
        return Boolean.TRUE.equals(value("shadow"));
    }

    boolean enabledByDefault() {
        return Boolean.TRUE.equals(value("enabledByDefault"));
    }

    private @Nullable Object value(String attribute) {
        AnnotationValue value = values.get(attribute);
        return value == null ? null : value.getValue();
    }
}
