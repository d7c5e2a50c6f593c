package io.featureflags.processor;

import io.featureflags.text.BranchWords;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/** Finds toggles as Spring does: one on an element itself, or else the nearest one of its composed annotations. */
final class ToggleReader {

    static final String FEATURE_TOGGLE = "io.featureflags.FeatureToggle";

    private static final String VARIANTS = "variants";

    /** The annotations that lead from an annotation type to the toggle, by its name. Empty lists for all other types. */
    private final Map<String, List<AnnotationMirror>> paths = new HashMap<>();

    private final AnnotationDefaults defaults = new AnnotationDefaults();

    /** Returns the toggle that is present on an element; null if there is none. */
    @Nullable
    Toggle on(Element element) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (isFeatureToggle(typeOf(mirror))) {
                return toggle(element, List.of(mirror));
            }
        }
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            List<AnnotationMirror> path = paths.computeIfAbsent(
                    typeOf(mirror).getQualifiedName().toString(), name -> pathFrom(typeOf(mirror)));
            if (!path.isEmpty()) {
                return toggle(element, joined(List.of(mirror), path));
            }
        }
        return null;
    }

    private Toggle toggle(Element element, List<AnnotationMirror> path) {
        MergedAttributes attributes = MergedAttributes.of(path, defaults);
        return new Toggle(element, path.get(0), attributes, variants(attributes));
    }

    private List<NamedCode> variants(MergedAttributes toggle) {
        AnnotationValue value = toggle.values().get(VARIANTS);
        if (value == null) { // Compiled with an older version of the library.
            return List.of();
        }
        List<?> listed = value.getValue() instanceof List<?> list ? list : List.of(value); // One can be an alias of it.
        boolean isWritten = toggle.written().containsKey(VARIANTS);
        List<NamedCode> variants = new ArrayList<>();
        for (Object each : listed) {
            if (each instanceof AnnotationValue variant && variant.getValue() instanceof AnnotationMirror mirror) {
                MergedAttributes attributes = MergedAttributes.ofNested(mirror, defaults);
                variants.add(new NamedCode(
                        new BranchWords(attributes.text("value")), attributes, isWritten ? variant : null));
            }
        }
        return variants;
    }

    /** Searches breadth first. Annotations may annotate each other, or themselves. */
    private static List<AnnotationMirror> pathFrom(TypeElement annotation) {
        Set<TypeElement> seen = new HashSet<>();
        Deque<List<AnnotationMirror>> open = new ArrayDeque<>(List.of(List.of()));
        while (!open.isEmpty()) {
            List<AnnotationMirror> path = open.remove();
            TypeElement last = path.isEmpty() ? annotation : typeOf(path.get(path.size() - 1));
            if (isFeatureToggle(last)) {
                return path;
            }
            boolean ofJava = last.getQualifiedName().toString().startsWith("java.lang.");
            if (!ofJava && isRetained(last) && seen.add(last)) {
                last.getAnnotationMirrors().forEach(meta -> open.add(joined(path, List.of(meta))));
            }
        }
        return List.of();
    }

    private static List<AnnotationMirror> joined(List<AnnotationMirror> first, List<AnnotationMirror> second) {
        List<AnnotationMirror> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    /** Returns whether an annotation is there at run time, when Spring reads it. */
    static boolean isRetained(TypeElement annotation) {
        Retention retention = annotation.getAnnotation(Retention.class);
        return retention != null && retention.value() == RetentionPolicy.RUNTIME;
    }

    private static boolean isFeatureToggle(TypeElement annotation) {
        return annotation.getQualifiedName().contentEquals(FEATURE_TOGGLE);
    }

    static TypeElement typeOf(AnnotationMirror mirror) {
        DeclaredType type = mirror.getAnnotationType();
        return (TypeElement) type.asElement();
    }
}
