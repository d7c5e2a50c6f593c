package io.featureflags.processor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** The defaults of annotations, which many methods of a compilation share. */
final class AnnotationDefaults {

    private final Map<TypeElement, Map<String, AnnotationValue>> known = new HashMap<>();

    /** Returns the defaults of an annotation by the names of its attributes. */
    Map<String, AnnotationValue> of(TypeElement annotation) {
        return known.computeIfAbsent(annotation, AnnotationDefaults::read);
    }

    private static Map<String, AnnotationValue> read(TypeElement annotation) {
        Map<String, AnnotationValue> defaults = new LinkedHashMap<>();
        for (ExecutableElement attribute : ElementFilter.methodsIn(annotation.getEnclosedElements())) {
            if (attribute.getDefaultValue() != null) {
                defaults.put(attribute.getSimpleName().toString(), attribute.getDefaultValue());
            }
        }
        return defaults;
    }
}
