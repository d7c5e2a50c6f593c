package io.featureflags.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The rules by which the start compares types, for types of the compiler. */
final class TypeRules {

    private final Elements elements;

    private final Types types;

    /** Types that are looked up by their names, which takes a compiler long. */
    private final Map<String, Optional<TypeMirror>> known = new HashMap<>();

    TypeRules(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    TypeMirror throwable() {
        return named("java.lang.Throwable").orElseThrow();
    }

    /** Returns whether a class is another one or extends or implements it, with any type arguments. */
    boolean isSubclass(TypeMirror type, TypeMirror other) {
        return types.isSubtype(types.erasure(type), types.erasure(other));
    }

    boolean isSubclass(TypeMirror type, String other) {
        return named(other).filter(found -> isSubclass(type, found)).isPresent();
    }

    boolean isSuperclass(TypeMirror type, String other) {
        return named(other).filter(found -> isSubclass(found, type)).isPresent();
    }

    private Optional<TypeMirror> named(String name) {
        return known.computeIfAbsent(
                name, each -> Optional.ofNullable(elements.getTypeElement(each)).map(TypeElement::asType));
    }

    boolean sameErasures(List<? extends TypeMirror> first, List<? extends TypeMirror> second) {
        if (first.size() != second.size()) {
            return false;
        }
        for (int i = 0; i < first.size(); i++) {
            if (!types.isSameType(types.erasure(first.get(i)), types.erasure(second.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether two methods have the same name and the same parameters where they are declared. */
    boolean isSameDeclaration(ExecutableElement first, ExecutableElement second) {
        return first.getSimpleName().equals(second.getSimpleName())
                && sameErasures(
                        ((ExecutableType) first.asType()).getParameterTypes(),
                        ((ExecutableType) second.asType()).getParameterTypes());
    }

    /** Returns whether a method of a type overrides another one, whose parameters may be type variables. */
    boolean overrides(ExecutableElement method, ExecutableElement other, TypeElement type) {
        return method.getSimpleName().equals(other.getSimpleName()) && elements.overrides(method, other, type);
    }

    /** Returns all methods of a type, private ones of its super-classes too. A class has the default methods. */
    List<ExecutableElement> methodsOf(TypeHierarchy type) {
        List<ExecutableElement> methods = new ArrayList<>();
        for (TypeElement part : type.classes()) {
            methods.addAll(ElementFilter.methodsIn(part.getEnclosedElements()));
        }
        boolean ofInterface = type.type().getKind().isInterface();
        List<TypeElement> interfaces = ofInterface
                ? type.parts().stream()
                        .filter(part -> part.getKind().isInterface())
                        .toList()
                : type.interfaces();
        for (TypeElement part : interfaces) {
            for (ExecutableElement method : ElementFilter.methodsIn(part.getEnclosedElements())) {
                boolean inherited =
                        ofInterface ? part.equals(type.type()) || !isOfInterfaceAlone(method) : method.isDefault();
                if (inherited) {
                    methods.add(method);
                }
            }
        }
        return methods;
    }

    private static boolean isOfInterfaceAlone(ExecutableElement method) {
        return method.getModifiers().contains(Modifier.PRIVATE)
                || method.getModifiers().contains(Modifier.STATIC);
    }

    /** Returns whether a result fits. A boxed result may be null, and so does not fit a primitive one. */
    boolean isReturnable(TypeMirror found, TypeMirror required) {
        if (required.getKind() == TypeKind.VOID || required.getKind().isPrimitive()) {
            return found.getKind() == required.getKind();
        }
        if (found.getKind() == TypeKind.VOID) {
            return false;
        }
        TypeMirror boxed = found.getKind().isPrimitive()
                ? types.boxedClass((PrimitiveType) found).asType()
                : found;
        return isSubclass(boxed, required) && accepts(required, boxed);
    }

    /** Returns whether a target takes a source. Type variables and raw types are accepted, as they are unknown here. */
    boolean accepts(TypeMirror target, TypeMirror source) {
        return isOpen(target) || isOpen(source) || types.isSubtype(source, target) || acceptsInside(target, source);
    }

    /** The start also takes a {@code List<List<Integer>>} for a {@code List<List<? extends Number>>}. */
    private boolean acceptsInside(TypeMirror target, TypeMirror source) {
        List<? extends TypeMirror> required = arguments(target);
        List<? extends TypeMirror> found = arguments(source);
        boolean loose = required.stream().anyMatch(each -> hasWildcard(bound(each)));
        for (int i = 0; loose && required.size() == found.size() && i < required.size(); i++) {
            loose = isSubclass(found.get(i), required.get(i));
        }
        return loose && isSubclass(source, target);
    }

    private static boolean hasWildcard(@Nullable TypeMirror type) {
        return type != null
                && (type.getKind() == TypeKind.WILDCARD
                        || arguments(type).stream().anyMatch(TypeRules::hasWildcard));
    }

    private static List<? extends TypeMirror> arguments(TypeMirror type) {
        return type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
    }

    /** Returns a type itself, or the bound of a wildcard; null if it has none. */
    private static @Nullable TypeMirror bound(TypeMirror type) {
        return type.getKind() == TypeKind.WILDCARD ? bound((WildcardType) type) : type;
    }

    private static @Nullable TypeMirror bound(WildcardType type) {
        return type.getExtendsBound() == null ? type.getSuperBound() : type.getExtendsBound();
    }

    /**
     * Returns whether a type has type arguments that are not known: those of a raw type, variables, and {@code ?}. The start
     * does not look at those of an outer class.
     */
    private boolean isOpen(@Nullable TypeMirror type) {
        if (type == null) {
            return true;
        }
        return switch (type.getKind()) {
            case TYPEVAR -> true;
            case ARRAY -> isOpen(((ArrayType) type).getComponentType());
            case WILDCARD -> isOpen(bound(type));
            case DECLARED -> {
                DeclaredType declared = (DeclaredType) type;
                TypeElement element = (TypeElement) declared.asElement();
                boolean known = declared.getTypeArguments().isEmpty()
                        ? element.getTypeParameters().isEmpty()
                        : declared.getTypeArguments().stream().noneMatch(this::isOpen);
                yield !known || Signatory.isInnerOfGeneric(declared);
            }
            default -> false;
        };
    }

    boolean isChecked(TypeMirror thrown) {
        return !isSubclass(thrown, "java.lang.RuntimeException") && !isSubclass(thrown, "java.lang.Error");
    }

    boolean isCaught(TypeMirror thrown, List<? extends TypeMirror> declared) {
        return declared.stream().anyMatch(each -> isSubclass(thrown, each));
    }

    /** Returns whether the compiler does not know a type of a method, which may be generated or missing. */
    boolean hasUnknown(ExecutableType method) {
        return Signatory.isUnknown(method.getReturnType())
                || method.getParameterTypes().stream().anyMatch(Signatory::isUnknown)
                || method.getThrownTypes().stream().anyMatch(Signatory::isUnknown);
    }
}
