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

    private final Map<String, String> values = new LinkedHashMap<>();

    private boolean isolated;

    private DeclaredFlags() {}

    /** Returns the flags of a test class, which are in force outside of its methods. */
    static DeclaredFlags of(Class<?> testClass) {
        DeclaredFlags declared = new DeclaredFlags();
        elements(testClass).forEach(declared::add);
        return declared;
    }

    /** Returns the flags of a test method. */
    static DeclaredFlags of(Class<?> testClass, Method method) {
        return of(testClass).with(method);
    }

    /** Returns these flags of a class with those of one of its methods. */
    DeclaredFlags with(Method method) {
        DeclaredFlags declared = new DeclaredFlags();
        declared.add(method);
        byElement.forEach(declared::add);
        declared.isolated |= isolated;
        return declared;
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

    private void add(AnnotatedElement element) {
        MergedAnnotations annotations = MergedAnnotations.from(element, strategyOf(element), REPEATED);
        isolated |= annotations.isPresent(FeatureIsolation.class);
        add(element, valuesOf(element, annotations));
    }

    private void add(AnnotatedElement element, Map<String, String> ofElement) {
        byElement.put(element, ofElement);
        ofElement.forEach(values::putIfAbsent);
    }

    private static Map<String, String> valuesOf(AnnotatedElement element, MergedAnnotations annotations) {
        // By the distance of the declaration, which is above zero for that of an overridden method.
        Map<Integer, Map<String, String>> byDistance = new TreeMap<>();
        Set<String> twice = new LinkedHashSet<>();
        for (MergedAnnotation<?> annotation : annotations) { // Before each test, so without the cost of a stream.
            Map<String, String> values = valuesOf(annotation);
            if (values.isEmpty()) {
                continue;
            }
            Map<String, String> atDistance =
                    byDistance.computeIfAbsent(annotation.getAggregateIndex(), distance -> new LinkedHashMap<>());
            values.forEach((flag, value) -> {
                String former = atDistance.put(flag, value);
                if (former != null && !former.equals(value)) {
                    twice.add(flag);
                }
            });
        }
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(element + " sets feature flags " + twice
                    + " to several values. Keep one annotation for each flag.");
        }
        Map<String, String> nearest = new LinkedHashMap<>();
        byDistance.values().forEach(atDistance -> atDistance.forEach(nearest::putIfAbsent));
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
        if (type == WithFlagValue.class) {
            return Map.of(annotation.getString("flag"), annotation.getString("value"));
        }
        if (type != WithFeature.class && type != WithoutFeature.class) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String flag : annotation.getStringArray("value")) {
            values.put(flag, String.valueOf(type == WithFeature.class));
        }
        return values;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Returns the value of each flag, from the nearest element that has it. */
    Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Returns whether {@link FeatureIsolation} is on the method, or on the class or one that it belongs to. */
    boolean isIsolated() {
        return isolated;
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
