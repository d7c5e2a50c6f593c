package io.featureflags.processor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Finds the toggled methods of a class, as the start does: those of its super-classes and interfaces are inherited. */
final class ToggleFinder {

    private final Elements elements;

    private final Types types;

    private final ToggleReader reader;

    private final KnownTypes knownTypes;

    /** The annotated methods and the type itself, by the type. Most types have none. */
    private final Map<TypeElement, List<Toggle>> declared = new HashMap<>();

    ToggleFinder(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
        this.reader = new ToggleReader();
        this.knownTypes = new KnownTypes(types);
    }

    /** Returns the toggles that a type itself has, on its methods and on the type. */
    List<Toggle> declaredIn(TypeElement type) {
        List<Toggle> known = declared.get(type);
        if (known == null) {
            known = isOfJava(type) ? List.of() : read(type);
            declared.put(type, known);
        }
        return known;
    }

    private static boolean isOfJava(TypeElement type) {
        return type.getQualifiedName().toString().startsWith("java.");
    }

    private List<Toggle> read(TypeElement type) {
        List<Toggle> found = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            Toggle toggle = reader.on(method);
            if (toggle != null) {
                found.add(toggle);
            }
        }
        Toggle onType = reader.on(type);
        if (onType != null) {
            found.add(onType);
        }
        return found;
    }

    /** Returns the annotation that applies to the methods of a class; null if there is none. */
    @Nullable
    Toggle onClass(TypeHierarchy type) {
        for (TypeElement part : type.parts()) {
            for (Toggle toggle : declaredIn(part)) {
                if (toggle.site().equals(part) && !isOtherCode(type.type(), toggle, part)) {
                    return toggle;
                }
            }
        }
        return null;
    }

    /** Returns the toggled methods of a class that can have objects, in the order of its sources. */
    List<ToggledMethod> of(TypeHierarchy type) {
        Map<ExecutableElement, ToggledMethod> found = new LinkedHashMap<>();
        for (TypeElement part : type.parts()) {
            for (Toggle toggle : declaredIn(part)) {
                if (toggle.site() instanceof ExecutableElement method) {
                    add(found, type, method, toggle);
                }
            }
        }
        Toggle onClass = onClass(type);
        if (onClass != null) {
            for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type.type()))) {
                if (isToggledWithItsClass(type, method)) {
                    found.putIfAbsent(method, new ToggledMethod(type.type(), method, onClass));
                }
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(toggled -> toggled.method().toString()))
                .toList();
    }

    private void add(
            Map<ExecutableElement, ToggledMethod> found, TypeHierarchy type, ExecutableElement method, Toggle toggle) {
        ExecutableElement specific = implementation(type, method);
        Toggle own = specific.equals(method) ? toggle : reader.on(specific);
        Toggle effective = own == null ? toggle : own;
        if (!isOtherCode(type.type(), effective, specific)) {
            found.putIfAbsent(specific, new ToggledMethod(type.type(), specific, effective));
        }
    }

    /** Returns whether a toggle is inherited by code that it names: its legacy code, or that of a variant. */
    private boolean isOtherCode(TypeElement type, Toggle toggle, Element element) {
        return !(toggle.site().equals(element) && (element.equals(type) || element instanceof ExecutableElement))
                && Stream.concat(Stream.of(toggle.legacy()), toggle.variants().stream())
                        .map(NamedCode::type)
                        .anyMatch(other ->
                                other != null && types.isSameType(types.erasure(other), types.erasure(type.asType())));
    }

    /** Returns the method that runs if a method is called on an object of a class. */
    private ExecutableElement implementation(TypeHierarchy type, ExecutableElement method) {
        if (method.getModifiers().contains(Modifier.PRIVATE)
                || method.getModifiers().contains(Modifier.STATIC)) {
            return method;
        }
        List<TypeElement> order = new ArrayList<>(type.classes());
        order.addAll(type.interfaces());
        for (TypeElement part : order) {
            for (ExecutableElement candidate : ElementFilter.methodsIn(part.getEnclosedElements())) {
                if (candidate.equals(method)) {
                    return method;
                }
                if (candidate.getSimpleName().equals(method.getSimpleName())
                        && candidate.getParameters().size()
                                == method.getParameters().size()
                        && elements.overrides(candidate, method, type.type())) {
                    return candidate;
                }
            }
        }
        return method;
    }

    private boolean isToggledWithItsClass(TypeHierarchy type, ExecutableElement method) {
        String name = method.getSimpleName().toString();
        return method.getModifiers().contains(Modifier.PUBLIC)
                && !method.getModifiers().contains(Modifier.STATIC)
                && !KnownTypes.isOfEveryObject(method)
                && !knownTypes.isObjectMethod(method)
                && !(name.equals("toString") && method.getParameters().isEmpty())
                && !knownTypes.isCalledByContainer(type, method);
    }
}
