package io.featureflags.test;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.RepeatableContainers;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * The flags that the annotations of a test set, by the element that has the annotation. The nearest element comes first:
 * method, class with its interfaces, superclass, enclosing class.
 */
final class DeclaredFlags {

    private static final RepeatableContainers REPEATED = RepeatableContainers.explicitRepeatable(
                    WithFeature.class, WithFeature.All.class)
            .plus(WithoutFeature.class, WithoutFeature.All.class)
            .plus(WithFlagValue.class, WithFlagValue.All.class);

    private final Map<AnnotatedElement, Map<String, String>> byElement = new LinkedHashMap<>();

    private DeclaredFlags(Set<AnnotatedElement> elements) {
        elements.forEach(element -> byElement.put(element, valuesOf(element)));
    }

    /** Returns the flags of a test class, which are in force outside of its methods. */
    static DeclaredFlags of(Class<?> testClass) {
        return new DeclaredFlags(elements(testClass));
    }

    /** Returns the flags of a test method. */
    static DeclaredFlags of(Class<?> testClass, Method method) {
        Set<AnnotatedElement> elements = new LinkedHashSet<>();
        elements.add(method);
        elements.addAll(elements(testClass));
        return new DeclaredFlags(elements);
    }

    /** Returns a test class with its interfaces, superclasses and enclosing classes, the nearest first. */
    static Set<AnnotatedElement> elements(Class<?> testClass) {
        Set<AnnotatedElement> elements = new LinkedHashSet<>();
        Class<?> current = testClass;
        while (current != null) {
            for (Class<?> type = current; type != null && type != Object.class; type = type.getSuperclass()) {
                addWithInterfaces(type, elements);
            }
            current = TestContextAnnotationUtils.searchEnclosingClass(current) ? current.getEnclosingClass() : null;
        }
        return elements;
    }

    private static void addWithInterfaces(Class<?> type, Set<AnnotatedElement> elements) {
        elements.add(type);
        for (Class<?> each : type.getInterfaces()) {
            addWithInterfaces(each, elements);
        }
    }

    private static Map<String, String> valuesOf(AnnotatedElement element) {
        MergedAnnotations annotations = MergedAnnotations.from(element, strategyOf(element), REPEATED);
        // By the distance of the declaration, which is above zero for that of an overridden method.
        Map<Integer, Map<String, String>> byDistance = new TreeMap<>();
        Set<String> twice = new LinkedHashSet<>();
        annotations.stream().forEach(annotation -> {
            Map<String, String> values =
                    byDistance.computeIfAbsent(annotation.getAggregateIndex(), distance -> new LinkedHashMap<>());
            valuesOf(annotation).forEach((flag, value) -> {
                String former = values.put(flag, value);
                if (former != null && !former.equals(value)) {
                    twice.add(flag);
                }
            });
        });
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(element + " sets feature flags " + twice
                    + " to several values. Keep one annotation for each flag.");
        }
        Map<String, String> nearest = new LinkedHashMap<>();
        byDistance.values().forEach(values -> values.forEach(nearest::putIfAbsent));
        return nearest;
    }

    /** A method has the annotations of those that it overrides or implements, too. Classes are listed one by one. */
    private static MergedAnnotations.SearchStrategy strategyOf(AnnotatedElement element) {
        return element instanceof Method
                ? MergedAnnotations.SearchStrategy.TYPE_HIERARCHY
                : MergedAnnotations.SearchStrategy.DIRECT;
    }

    private static Map<String, String> valuesOf(MergedAnnotation<?> annotation) {
        Class<?> type = annotation.getType();
        Map<String, String> values = new LinkedHashMap<>();
        if (type == WithFlagValue.class) {
            values.put(annotation.getString("flag"), annotation.getString("value"));
        } else if (type == WithFeature.class || type == WithoutFeature.class) {
            for (String flag : annotation.getStringArray("value")) {
                values.put(flag, String.valueOf(type == WithFeature.class));
            }
        }
        return values;
    }

    boolean isEmpty() {
        return values().isEmpty();
    }

    /** Returns the value of each flag, from the nearest element that has it. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        byElement.values().forEach(each -> each.forEach(values::putIfAbsent));
        return Collections.unmodifiableMap(values);
    }

    /** Returns the element that decides a flag; null if none sets it. */
    @Nullable
    AnnotatedElement elementOf(String flag) {
        return byElement.entrySet().stream()
                .filter(element -> element.getValue().containsKey(flag))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Returns whether one element is nearer to the test than another one. */
    boolean isNearer(AnnotatedElement element, AnnotatedElement than) {
        List<AnnotatedElement> order = List.copyOf(byElement.keySet());
        return order.indexOf(element) < order.indexOf(than);
    }
}
