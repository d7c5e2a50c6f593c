package io.featureflags.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a toggle with those that Spring's {@code @AliasFor} overrides in composed annotations. Attributes that
 * override the same one mirror each other: the one that is not left at its default counts.
 *
 * @param values the attributes of the toggle, with defaults; without those whose mirrors contradict each other
 * @param written the attributes of the toggle that the outermost annotation sets in the source, for their position
 */
record MergedAttributes(Map<String, AnnotationValue> values, Map<String, AnnotationValue> written) {

    /** What javac has in place of a constant or a class that it cannot find. */
    private static final String UNKNOWN = "<error>";

    private static final String ALIAS = "org.springframework.core.annotation.AliasFor";

    /** Returns the attributes of the last annotation, each of which annotates the type of the one before. */
    static MergedAttributes of(List<AnnotationMirror> path, AnnotationDefaults defaults) {
        int last = path.size() - 1;
        MergedAttributes merged = new MergedAttributes(
                withDefaults(path.get(last), defaults), last == 0 ? written(path.get(0)) : new LinkedHashMap<>());
        for (int i = last - 1; i >= 0; i--) { // The outermost annotation overrides all others.
            merged.override(path, i, defaults);
        }
        return merged;
    }

    /** Returns the attributes of an annotation inside of another one, which nothing overrides. */
    static MergedAttributes ofNested(AnnotationMirror nested, AnnotationDefaults defaults) {
        return new MergedAttributes(withDefaults(nested, defaults), written(nested));
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

    @Nullable
    Object value(String attribute) {
        AnnotationValue value = values.get(attribute);
        return value == null ? null : value.getValue();
    }

    private void override(List<AnnotationMirror> path, int index, AnnotationDefaults defaults) {
        Map<String, List<ExecutableElement>> mirrors = new LinkedHashMap<>();
        for (ExecutableElement attribute : attributes(path.get(index))) {
            String overridden = overridden(attribute, path, index);
            if (overridden != null) {
                mirrors.computeIfAbsent(overridden, each -> new ArrayList<>()).add(attribute);
            }
        }
        Map<String, AnnotationValue> all = withDefaults(path.get(index), defaults);
        Map<String, AnnotationValue> set = written(path.get(index));
        mirrors.forEach((overridden, attributes) -> {
            String effective = effective(attributes, all, set);
            AnnotationValue value = effective == null ? null : all.get(effective);
            if (value == null) {
                values.remove(overridden);
            } else {
                values.put(overridden, value);
                if (index == 0 && set.containsKey(effective)) {
                    written.put(overridden, value);
                }
            }
        });
    }

    /** Returns the attribute of the last annotation that an attribute overrides; null if it overrides none. */
    private static @Nullable String overridden(ExecutableElement attribute, List<AnnotationMirror> path, int index) {
        Alias alias = Alias.of(attribute);
        for (int i = index + 1; alias != null && i < path.size(); i++) {
            if (ToggleReader.typeOf(path.get(i)).getQualifiedName().contentEquals(alias.annotation())) {
                if (i == path.size() - 1) {
                    return alias.attribute();
                }
                for (ExecutableElement next : attributes(path.get(i))) {
                    if (next.getSimpleName().contentEquals(alias.attribute())) {
                        return overridden(next, path, i);
                    }
                }
            }
        }
        return null;
    }

    /** Returns the name of the one of several mirrors that counts; null if they contradict each other. */
    private static @Nullable String effective(
            List<ExecutableElement> mirrors, Map<String, AnnotationValue> all, Map<String, AnnotationValue> set) {
        String found = null;
        String atDefault = mirrors.get(0).getSimpleName().toString();
        for (ExecutableElement mirror : mirrors) {
            String name = mirror.getSimpleName().toString();
            if (!isDefault(mirror, all.get(name))) {
                if (found != null && !String.valueOf(all.get(found)).equals(String.valueOf(all.get(name)))) {
                    return null;
                }
                found = name;
            } else if (set.containsKey(name)) {
                atDefault = name;
            }
        }
        return found == null ? atDefault : found;
    }

    private static boolean isDefault(ExecutableElement attribute, @Nullable AnnotationValue value) {
        AnnotationValue byDefault = attribute.getDefaultValue();
        return value == null || (byDefault != null && byDefault.toString().equals(value.toString()));
    }

    private static List<ExecutableElement> attributes(AnnotationMirror mirror) {
        return ElementFilter.methodsIn(ToggleReader.typeOf(mirror).getEnclosedElements());
    }

    private static Map<String, AnnotationValue> withDefaults(AnnotationMirror mirror, AnnotationDefaults defaults) {
        Map<String, AnnotationValue> values = new LinkedHashMap<>(defaults.of(ToggleReader.typeOf(mirror)));
        values.putAll(written(mirror));
        return values;
    }

    private static Map<String, AnnotationValue> written(AnnotationMirror mirror) {
        Map<String, AnnotationValue> written = new LinkedHashMap<>();
        mirror.getElementValues()
                .forEach((attribute, value) ->
                        written.put(attribute.getSimpleName().toString(), value));
        return written;
    }

    /** An {@code @AliasFor} of another annotation. */
    private record Alias(String annotation, String attribute) {

        static @Nullable Alias of(ExecutableElement attribute) {
            for (AnnotationMirror mirror : attribute.getAnnotationMirrors()) {
                TypeElement type = ToggleReader.typeOf(mirror);
                AnnotationValue annotation = written(mirror).get("annotation");
                if (type.getQualifiedName().contentEquals(ALIAS) && annotation != null) {
                    AnnotationValue name = written(mirror)
                            .getOrDefault("attribute", written(mirror).get("value"));
                    return new Alias(
                            annotation.getValue().toString(),
                            name == null
                                    ? attribute.getSimpleName().toString()
                                    : name.getValue().toString());
                }
            }
            return null;
        }
    }
}
