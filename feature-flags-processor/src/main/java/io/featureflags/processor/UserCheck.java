package io.featureflags.processor;

import io.featureflags.text.ToggleMistake;
import io.featureflags.text.UserMistakes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Checks the expression for the user against the parameters of a method, as far as it can be read without Spring. */
final class UserCheck {

    /** Variables that SpEL itself sets inside expressions. */
    private static final Set<String> RESERVED = Set.of("this", "root");

    /** Types whose properties are not known: of any object, and of what an optional holds. */
    private static final Set<String> ANYTHING = Set.of("java.lang.Object", "java.util.Optional");

    private static final Pattern UNNAMED = Pattern.compile("arg\\d+");

    private final Elements elements;

    private final Types types;

    private final Signatory signatory;

    UserCheck(Elements elements, Types types, Signatory signatory) {
        this.elements = elements;
        this.types = types;
        this.signatory = signatory;
    }

    /** Returns the mistake in the expression of a method; null if there is none, or if only the start can find it. */
    @Nullable
    ToggleMistake mistake(ToggledMethod toggled) {
        String text = toggled.toggle().text("user");
        if (text.isEmpty()) {
            return null;
        }
        Map<String, TypeMirror> variables = new LinkedHashMap<>();
        ExecutableElement method = toggled.method();
        List<? extends TypeMirror> parameterTypes =
                signatory.in(toggled.type().asType(), method).getParameterTypes();
        for (int i = 0; i < method.getParameters().size(); i++) {
            String name = method.getParameters().get(i).getSimpleName().toString();
            for (String variable : UserMistakes.variables(name, i)) {
                variables.put(variable, parameterTypes.get(i)); // A later parameter wins, as in SpEL.
            }
        }
        UserMistakes mistakes = new UserMistakes(text, List.copyOf(variables.keySet()));
        SpelText spel = SpelText.read(text);
        String syntax = spel.unbalanced() != null ? spel.unbalanced() : SpelSyntax.mistake(text);
        if (syntax != null) {
            return mistakes.notSpel(syntax);
        }
        if (method.getParameters().stream().anyMatch(UserCheck::isUnnamed)) {
            return null; // A class file without names.
        }
        Set<String> unknown = new LinkedHashSet<>();
        for (SpelText.Path path : spel.paths()) {
            if (!variables.containsKey(path.variable()) && !RESERVED.contains(path.variable())) {
                unknown.add(path.variable());
            }
        }
        if (!unknown.isEmpty()) {
            return mistakes.unknown(unknown);
        }
        if (spel.withoutObject() != null) {
            return mistakes.withoutObject(spel.withoutObject());
        }
        for (SpelText.Path path : spel.paths()) {
            TypeMirror variable = variables.get(path.variable());
            ToggleMistake mistake = variable == null ? null : missing(variable, path.parts(), mistakes);
            if (mistake != null) {
                return mistake;
            }
        }
        return null;
    }

    private static boolean isUnnamed(VariableElement parameter) {
        return UNNAMED.matcher(parameter.getSimpleName()).matches();
    }

    private @Nullable ToggleMistake missing(TypeMirror owner, List<String> parts, UserMistakes mistakes) {
        TypeMirror current = owner;
        for (String part : parts) {
            TypeMirror known = bound(current);
            if (known == null || part.equals("class")) {
                return null;
            }
            List<String> properties = new ArrayList<>();
            TypeMirror next = property(known, part, properties);
            if (next == null) {
                return isComplete(known)
                        ? mistakes.noProperty(part, signatory.name(types.erasure(known)), properties)
                        : null;
            }
            current = next;
        }
        return null;
    }

    /** Returns the type whose properties are known; null if any object may be there. */
    private @Nullable TypeMirror bound(TypeMirror type) {
        return switch (type.getKind()) {
            case TYPEVAR -> bound(((TypeVariable) type).getUpperBound());
            case DECLARED -> ANYTHING.contains(types.erasure(type).toString()) ? null : type;
            case WILDCARD -> {
                TypeMirror upper = ((WildcardType) type).getExtendsBound();
                yield upper == null ? null : bound(upper);
            }
            case ARRAY -> type;
            default -> type.getKind().isPrimitive() ? type : null;
        };
    }

    private static boolean isComplete(TypeMirror type) {
        return type.getKind() != TypeKind.DECLARED
                || TypeHierarchy.of((TypeElement) ((DeclaredType) type).asElement())
                        .complete();
    }

    /**
     * Returns the type of a property; null if the type does not have it.
     *
     * @param properties receives the properties of the type
     */
    private @Nullable TypeMirror property(TypeMirror owner, String property, List<String> properties) {
        if (owner instanceof ArrayType) {
            return property.equals("length") ? types.getPrimitiveType(TypeKind.INT) : null;
        }
        if (!(owner instanceof DeclaredType declared)) {
            return null;
        }
        TypeElement element = (TypeElement) declared.asElement();
        List<Element> members = new ArrayList<>(elements.getAllMembers(element));
        if (element.getKind().isInterface()) {
            members.addAll(elements.getAllMembers(elements.getTypeElement("java.lang.Object")));
        }
        for (Element member : members) {
            if (!member.getModifiers().contains(Modifier.PUBLIC)) {
                continue;
            }
            String name = member.getSimpleName().toString();
            if (member instanceof ExecutableElement method
                    && !ElementFilter.methodsIn(List.of(member)).isEmpty()
                    && method.getParameters().isEmpty()) {
                properties.add(UserMistakes.propertyOf(name));
                if (isReader(name, property)) {
                    return signatory.in(declared, method).getReturnType();
                }
            } else if (member.getKind().isField()) {
                properties.add(name);
                if (name.equals(property)) {
                    return types.asMemberOf(declared, member);
                }
            }
        }
        return null;
    }

    private static boolean isReader(String name, String property) {
        String suffix = Character.toUpperCase(property.charAt(0)) + property.substring(1);
        return List.of(property, "get" + suffix, "is" + suffix, "get" + property, "is" + property).stream()
                .anyMatch(reader -> name.equals(reader) || name.startsWith(reader + "-"));
    }
}
