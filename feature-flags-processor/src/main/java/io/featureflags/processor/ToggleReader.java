package io.featureflags.processor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Reads toggles, also those of composed annotations with the attributes that Spring's {@code @AliasFor} overrides. */
final class ToggleReader {

    static final String FEATURE_TOGGLE = "io.featureflags.FeatureToggle";

    private static final String ALIAS = "org.springframework.core.annotation.AliasFor";

    private final Elements elements;

    /** Whether an annotation type is a toggle or is composed of one, by its name. */
    private final Map<String, Boolean> toggles = new HashMap<>();

    ToggleReader(Elements elements) {
        this.elements = elements;
    }

    /** Returns the toggle that is present on an element; null if there is none. */
    @Nullable
    Toggle on(Element element) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (isToggle(typeOf(mirror))) {
                Map<String, AnnotationValue> values = merged(mirror, Map.of(), Map.of());
                return new Toggle(element, mirror, values, written(mirror));
            }
        }
        return null;
    }

    private boolean isToggle(TypeElement annotation) {
        String name = annotation.getQualifiedName().toString();
        Boolean known = toggles.get(name);
        if (known == null) {
            toggles.put(name, name.equals(FEATURE_TOGGLE)); // Annotations may annotate each other.
            known = name.equals(FEATURE_TOGGLE) || (!name.startsWith("java.lang.") && meta(annotation) != null);
            toggles.put(name, known);
        }
        return known;
    }

    /** Returns the annotation by which an annotation type is a toggle. */
    private @Nullable AnnotationMirror meta(TypeElement annotation) {
        for (AnnotationMirror mirror : annotation.getAnnotationMirrors()) {
            if (isToggle(typeOf(mirror))) {
                return mirror;
            }
        }
        return null;
    }

    /**
     * Returns the attributes of the toggle behind an annotation.
     *
     * @param overrides attributes of this annotation that an annotation with it overrides
     * @param ofToggle attributes of the toggle that have been overridden on the way
     */
    private Map<String, AnnotationValue> merged(
            AnnotationMirror mirror, Map<String, AnnotationValue> overrides, Map<String, AnnotationValue> ofToggle) {
        Map<String, AnnotationValue> values = new LinkedHashMap<>();
        elements.getElementValuesWithDefaults(mirror)
                .forEach((attribute, value) ->
                        values.put(attribute.getSimpleName().toString(), value));
        values.putAll(overrides);
        TypeElement type = typeOf(mirror);
        AnnotationMirror meta = type.getQualifiedName().contentEquals(FEATURE_TOGGLE) ? null : meta(type);
        if (meta == null) {
            values.putAll(ofToggle);
            return values;
        }
        String next = typeOf(meta).getQualifiedName().toString();
        Map<String, AnnotationValue> nextOverrides = new LinkedHashMap<>();
        Map<String, AnnotationValue> toggleOverrides = new LinkedHashMap<>();
        for (ExecutableElement attribute : ElementFilter.methodsIn(type.getEnclosedElements())) {
            Alias alias = alias(attribute);
            AnnotationValue value = values.get(attribute.getSimpleName().toString());
            if (alias != null && value != null) {
                if (alias.annotation().equals(FEATURE_TOGGLE)) {
                    toggleOverrides.put(alias.attribute(), value);
                } else if (alias.annotation().equals(next)) {
                    nextOverrides.put(alias.attribute(), value);
                }
            }
        }
        toggleOverrides.putAll(ofToggle);
        return merged(meta, nextOverrides, toggleOverrides);
    }

    private @Nullable Alias alias(ExecutableElement attribute) {
        for (AnnotationMirror mirror : attribute.getAnnotationMirrors()) {
            if (typeOf(mirror).getQualifiedName().contentEquals(ALIAS)) {
                Map<String, AnnotationValue> written = written(mirror);
                AnnotationValue annotation = written.get("annotation");
                AnnotationValue name = written.getOrDefault("attribute", written.get("value"));
                return annotation == null
                        ? null
                        : new Alias(
                                annotation.getValue().toString(),
                                name == null
                                        ? attribute.getSimpleName().toString()
                                        : name.getValue().toString());
            }
        }
        return null;
    }

    /** Returns the attributes of an annotation, without defaults. */
    private static Map<String, AnnotationValue> written(AnnotationMirror mirror) {
        Map<String, AnnotationValue> written = new LinkedHashMap<>();
        mirror.getElementValues()
                .forEach((attribute, value) ->
                        written.put(attribute.getSimpleName().toString(), value));
        return written;
    }

    static TypeElement typeOf(AnnotationMirror mirror) {
        DeclaredType type = mirror.getAnnotationType();
        return (TypeElement) type.asElement();
    }

    private record Alias(String annotation, String attribute) {}
}
