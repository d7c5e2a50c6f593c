package io.featureflags.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The types of a compilation. They are collected by name and read at its end, since other processors such as Lombok add
 * methods and types until then.
 */
final class Compilation {

    /** Names of the top-level types with their modules. A name alone would be looked for in each module of the JDK. */
    private final Map<String, Optional<ModuleElement>> modules = new LinkedHashMap<>();

    /** Adds the types of a round. */
    void add(RoundEnvironment round, Elements elements) {
        for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
            modules.put(type.getQualifiedName().toString(), Optional.ofNullable(elements.getModuleOf(type)));
        }
    }

    /** Returns the names of the top-level types. */
    Set<String> names() {
        return modules.keySet();
    }

    /** Passes on each type, nested ones too. */
    void forEachType(Elements elements, Consumer<TypeElement> action) {
        modules.forEach((name, module) -> {
            TypeElement type = module.map(each -> elements.getTypeElement(each, name))
                    .orElseGet(() -> elements.getTypeElement(name));
            if (type != null) {
                forEachType(type, action);
            }
        });
    }

    private static void forEachType(TypeElement type, Consumer<TypeElement> action) {
        action.accept(type);
        for (Element nested : type.getEnclosedElements()) {
            if (nested instanceof TypeElement nestedType) {
                forEachType(nestedType, action);
            }
        }
    }
}
