package io.featureflags.build;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A type as lines of text: the type itself, and each member that other code can use, in alphabetical order. */
final class ApiLines {

    private static final Set<Type> OF_EVERY_KIND = Set.of(Object.class, Record.class, Annotation.class);

    private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

    private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");

    private ApiLines() {}

    static List<String> of(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(declaration(type));
        Stream.of(
                        Arrays.stream(type.getDeclaredFields())
                                .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
                                .map(ApiLines::field),
                        Arrays.stream(type.getDeclaredConstructors())
                                .filter(constructor -> isVisible(constructor.getModifiers()))
                                .map(ApiLines::constructor),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> isVisible(method.getModifiers()) && isOwn(method))
                                .map(ApiLines::method))
                .flatMap(members -> members)
                .sorted()
                .map(member -> type.getCanonicalName() + ": " + member)
                .forEach(lines::add);
        return lines.stream()
                .map(line -> line.replaceAll("java\\.lang\\.(?=[A-Z])", ""))
                .toList();
    }

    static boolean isVisible(Class<?> type) {
        return type.getCanonicalName() != null
                && isVisible(type.getModifiers())
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static boolean isOwn(Method method) {
        return !method.isSynthetic()
                && !OF_EVERY_OBJECT.contains(method.getName())
                && !(method.getDeclaringClass().isEnum() && OF_EVERY_ENUM.contains(method.getName()));
    }

    private static String declaration(Class<?> type) {
        return type.getCanonicalName() + ": " + modifiers(type.getModifiers() & ~Modifier.INTERFACE)
                + (type.isSealed() ? "sealed " : "") + typeParameters(type) + kind(type)
                + list(" extends ", superclass(type))
                + list(type.isInterface() ? " extends " : " implements ", type.getGenericInterfaces())
                + list(" permits ", type.isSealed() ? type.getPermittedSubclasses() : new Type[0]);
    }

    private static Type[] superclass(Class<?> type) {
        Type superclass = type.getGenericSuperclass();
        return superclass == null || type.isEnum() ? new Type[0] : new Type[] {superclass};
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "annotation";
        }
        if (type.isInterface()) {
            return "interface";
        }
        return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static String field(Field field) {
        return field.isEnumConstant()
                ? field.getName()
                : modifiers(field.getModifiers()) + name(field.getGenericType()) + " " + field.getName();
    }

    private static String constructor(Constructor<?> constructor) {
        return modifiers(constructor.getModifiers()) + "new" + typeParameters(constructor) + signature(constructor);
    }

    private static String method(Method method) {
        Object value = method.getDefaultValue();
        return modifiers(method.getModifiers() & Modifier.methodModifiers()) + (method.isDefault() ? "default " : "")
                + typeParameters(method) + name(method.getGenericReturnType()) + " " + method.getName()
                + signature(method) + (value == null ? "" : " default " + value(value));
    }

    private static String signature(Executable executable) {
        return Arrays.stream(executable.getGenericParameterTypes())
                        .map(ApiLines::name)
                        .collect(Collectors.joining(", ", "(", ")"))
                + list(" throws ", executable.getGenericExceptionTypes());
    }

    private static String typeParameters(GenericDeclaration declaration) {
        return Arrays.stream(declaration.getTypeParameters())
                .map(parameter -> parameter.getName() + list(" extends ", parameter.getBounds()))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), all -> all.isEmpty() ? "" : "<" + all + "> "));
    }

    /** Not public: that is what nearly everything here is. Not synchronized and the like: no caller sees it. */
    private static String modifiers(int modifiers) {
        String text = Modifier.toString(
                modifiers & (Modifier.PROTECTED | Modifier.STATIC | Modifier.FINAL | Modifier.ABSTRACT));
        return text.isEmpty() ? "" : text + " ";
    }

    private static String list(String before, Type... types) {
        return Arrays.stream(types)
                .filter(type -> !OF_EVERY_KIND.contains(type))
                .map(ApiLines::name)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), all -> all.isEmpty() ? "" : before + all));
    }

    private static String name(Type type) {
        return type.getTypeName().replace('$', '.');
    }

    private static String value(Object value) {
        if (value instanceof Object[] values) {
            return Arrays.toString(values);
        }
        return value instanceof String ? "\"" + value + "\"" : value.toString();
    }
}
