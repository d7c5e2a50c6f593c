package io.featureflags.processor;

import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

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

    /** Returns a method with its return type, such as {@code List<String> checkout(String)}. */
    String signature(ExecutableElement method, ExecutableType type) {
        return name(type.getReturnType()) + " " + method.getSimpleName() + parameters(type.getParameterTypes());
    }

    /** Returns types in parentheses. */
    String parameters(List<? extends TypeMirror> parameters) {
        return parameters.stream().map(this::name).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Returns a type without packages and annotations. */
    String name(TypeMirror type) {
        StringBuilder name = new StringBuilder();
        int start = 0;
        String text = withoutAnnotations(type.toString());
        for (int i = 0; i <= text.length(); i++) {
            char character = i < text.length() ? text.charAt(i) : ' ';
            if (!Character.isJavaIdentifierPart(character) && character != '.') {
                String part = text.substring(start, i);
                name.append(part.endsWith("..") ? part : part.substring(part.lastIndexOf('.') + 1));
                if (i < text.length()) {
                    name.append(character);
                }
                start = i + 1;
            }
        }
        return name.toString().replace(",", ", ").replace(",  ", ", ");
    }

    /** Annotations of types are written in the middle of a qualified name. */
    private static String withoutAnnotations(String type) {
        return type.replaceAll("@[\\w.]+(\\([^)]*\\))?,?\\s*", "").trim();
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
