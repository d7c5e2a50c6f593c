package io.featureflags.processor;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Types of Spring, Jakarta EE and Kotlin, by their names: none of them is on the class path of this processor. */
final class KnownTypes {

    static final String BEAN = "org.springframework.context.annotation.Bean";

    private static final String METADATA = "kotlin.Metadata";

    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    /** Interfaces whose methods the container calls on the bean itself, and not on its proxy. */
    private static final Set<String> WITHOUT_PROXY = Set.of(
            "org.springframework.beans.factory.Aware",
            "org.springframework.beans.factory.InitializingBean",
            "org.springframework.beans.factory.DisposableBean",
            "java.lang.AutoCloseable");

    /** Interfaces whose methods the container calls at the start or at the stop. */
    private static final Set<String> OTHER_CALLBACKS = Set.of(
            "org.springframework.beans.factory.SmartInitializingSingleton",
            "org.springframework.context.Lifecycle",
            "org.springframework.core.Ordered",
            "org.springframework.beans.factory.FactoryBean");

    private static final Set<String> INJECTION_AND_LIFECYCLE = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Value",
            "jakarta.inject.Inject",
            "jakarta.annotation.Resource",
            "jakarta.persistence.PersistenceContext",
            "jakarta.persistence.PersistenceUnit",
            "jakarta.annotation.PostConstruct",
            "jakarta.annotation.PreDestroy");

    private final Types types;

    KnownTypes(Types types) {
        this.types = types;
    }

    /** Returns whether the container calls a method on the bean itself, so that no proxy can route the call. */
    boolean isCalledWithoutProxy(TypeHierarchy type, ExecutableElement method) {
        return isInjectionOrLifecycle(method) || isOfCallback(type, method, false);
    }

    /** Returns whether the container calls a method, which is therefore not toggled with its class. */
    boolean isCalledByContainer(TypeHierarchy type, ExecutableElement method) {
        return isInjectionOrLifecycle(method) || isOfCallback(type, method, true);
    }

    private boolean isInjectionOrLifecycle(ExecutableElement method) {
        return isAnnotated(method, INJECTION_AND_LIFECYCLE);
    }

    private boolean isOfCallback(TypeHierarchy type, ExecutableElement method, boolean all) {
        return type.interfaces().stream()
                .filter(part -> isCallback(TypeHierarchy.of(part), all))
                .flatMap(part -> TypeHierarchy.of(part).parts().stream())
                .flatMap(part -> ElementFilter.methodsIn(part.getEnclosedElements()).stream())
                .anyMatch(declared -> hasSameParameters(declared, method));
    }

    private static boolean isCallback(TypeHierarchy part, boolean all) {
        return WITHOUT_PROXY.stream().anyMatch(part::has)
                || (all && OTHER_CALLBACKS.stream().anyMatch(part::has));
    }

    private boolean hasSameParameters(ExecutableElement declared, ExecutableElement method) {
        return declared.getSimpleName().equals(method.getSimpleName())
                && erased(declared).equals(erased(method));
    }

    private List<String> erased(ExecutableElement method) {
        return method.getParameters().stream()
                .map(parameter -> qualifiedName(types.erasure(parameter.asType())))
                .toList();
    }

    /** Returns the name of an erased type without its annotations, which its text would contain. */
    private static String qualifiedName(TypeMirror type) {
        return switch (type.getKind()) {
            case DECLARED -> String.valueOf(((DeclaredType) type).asElement());
            case ARRAY -> qualifiedName(((ArrayType) type).getComponentType()) + "[]";
            default -> type.getKind().toString();
        };
    }

    /** Returns whether every object has a method. */
    static boolean isOfEveryObject(ExecutableElement method) {
        return String.valueOf(method.getEnclosingElement()).equals("java.lang.Object");
    }

    /** Returns whether a method is one of those that no proxy of Spring routes. */
    boolean isObjectMethod(ExecutableElement method) {
        return switch (method.getSimpleName().toString()) {
            case "hashCode", "finalize" -> method.getParameters().isEmpty();
            case "equals" -> erased(method).equals(List.of("java.lang.Object"));
            default -> false;
        };
    }

    /** Returns whether an element has an annotation, or a composed one with it. */
    static boolean isAnnotated(Element element, String annotation) {
        return isAnnotated(element, Set.of(annotation));
    }

    private static boolean isAnnotated(Element element, Set<String> annotations) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            TypeElement type = ToggleReader.typeOf(mirror);
            String name = type.getQualifiedName().toString();
            if (annotations.contains(name)
                    || (!name.startsWith("java.lang.")
                            && !name.equals(ToggleReader.FEATURE_TOGGLE)
                            && !type.equals(element)
                            && isMetaAnnotated(type, annotations))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMetaAnnotated(TypeElement annotation, Set<String> annotations) {
        for (AnnotationMirror meta : annotation.getAnnotationMirrors()) {
            if (annotations.contains(
                    ToggleReader.typeOf(meta).getQualifiedName().toString())) {
                return true;
            }
        }
        return false;
    }

    static boolean isKotlin(Element type) {
        return isAnnotated(type, METADATA);
    }

    boolean isSuspendFunction(ExecutableElement method) {
        List<? extends VariableElement> parameters = method.getParameters();
        if (parameters.isEmpty()) {
            return false;
        }
        TypeMirror last = parameters.get(parameters.size() - 1).asType();
        return qualifiedName(types.erasure(last)).equals(CONTINUATION);
    }
}
