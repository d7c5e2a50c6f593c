package io.featureflags.processor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Writes methods and types for people, and finds the types of a method in a class that inherits it. */
final class Signatory {

    private final Types types;

    Signatory(Types types) {
        this.types = types;
    }

    /** Returns a method without its return type, such as {@code checkout(String, int[])}, as the endpoint lists it. */
    String nameAndParameters(ExecutableElement method) {
        return method.getSimpleName()
                + parameters(method.getParameters().stream()
                        .map(VariableElement::asType)
                        .map(types::erasure)
                        .toList());
    }

    /** Returns a method with its return type, such as {@code <T> List<T> checkout(String)}. */
    String signature(ExecutableElement method, ExecutableType type) {
        return typeParameters(method) + name(type.getReturnType()) + " " + method.getSimpleName()
                + parameters(type.getParameterTypes());
    }

    /** Returns the type parameters of a method, such as {@code <T extends Number> }; empty if it has none. */
    String typeParameters(ExecutableElement method) {
        return method.getTypeParameters().isEmpty()
                ? ""
                : method.getTypeParameters().stream()
                        .map(parameter -> parameter.getSimpleName() + bounds(parameter.getBounds()))
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    private String bounds(List<? extends TypeMirror> bounds) {
        String names = names(bounds, " & ");
        return names.isEmpty() || names.equals("Object") ? "" : " extends " + names;
    }

    /** Returns types in parentheses. */
    String parameters(List<? extends TypeMirror> parameters) {
        return "(" + names(parameters, ", ") + ")";
    }

    /** Returns a type without packages and annotations. */
    String name(TypeMirror type) {
        return switch (type.getKind()) {
            case DECLARED -> name((DeclaredType) type);
            case ARRAY -> name(((ArrayType) type).getComponentType()) + "[]";
            case TYPEVAR -> ((TypeVariable) type).asElement().getSimpleName().toString();
            case WILDCARD -> {
                WildcardType wildcard = (WildcardType) type;
                yield "?" + bound(" extends ", wildcard.getExtendsBound()) + bound(" super ", wildcard.getSuperBound());
            }
            case INTERSECTION -> names(((IntersectionType) type).getBounds(), " & ");
            case ERROR -> type.toString().substring(type.toString().lastIndexOf('.') + 1);
            default -> type.getKind().name().toLowerCase(Locale.ROOT);
        };
    }

    private String name(DeclaredType type) {
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        return (isInnerOfGeneric(type) ? name(type.getEnclosingType()) + "." : "")
                + type.asElement().getSimpleName()
                + (arguments.isEmpty() ? "" : "<" + names(arguments, ", ") + ">");
    }

    /** Returns whether a type is an inner class whose outer class has type arguments. Not every compiler leaves out others. */
    static boolean isInnerOfGeneric(DeclaredType type) {
        return type.asElement().getKind().isClass()
                && !type.asElement().getModifiers().contains(Modifier.STATIC)
                && type.getEnclosingType() instanceof DeclaredType outer
                && !outer.getTypeArguments().isEmpty();
    }

    private String bound(String keyword, @Nullable TypeMirror bound) {
        return bound == null ? "" : keyword + name(bound);
    }

    private String names(List<? extends TypeMirror> types, String separator) {
        return types.stream().map(this::name).collect(Collectors.joining(separator));
    }

    /** Returns the types of a method with the type arguments of a class that has or inherits it. */
    ExecutableType in(TypeMirror type, ExecutableElement method) {
        if (type instanceof DeclaredType declared && type.getKind() == TypeKind.DECLARED) {
            try {
                return (ExecutableType) types.asMemberOf(declared, method);
            } catch (IllegalArgumentException ex) {
                return (ExecutableType) method.asType(); // Not every compiler has an answer for private methods.
            }
        }
        return (ExecutableType) method.asType();
    }

    /** Returns whether a type is, or has anywhere in it, one that the compiler does not know. */
    static boolean isUnknown(TypeMirror type) {
        return switch (type.getKind()) {
            case ERROR -> true;
            case ARRAY -> isUnknown(((ArrayType) type).getComponentType());
            case DECLARED ->
                ((DeclaredType) type)
                        .getTypeArguments().stream().anyMatch(argument -> argument.getKind() == TypeKind.ERROR);
            default -> false;
        };
    }
}
