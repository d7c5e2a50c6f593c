package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Methods as a person would write them, for messages. */
final class Signatures {

    private Signatures() {}

    static String of(Class<?> type, Method method) {
        return type.getName() + "." + method.getName() + parameters(method);
    }

    static String of(Method method) {
        return method.getReturnType().getSimpleName() + " " + method.getName() + parameters(method);
    }

    static String of(Collection<Method> methods) {
        return methods.stream().map(Signatures::of).sorted().collect(Collectors.joining(", "));
    }

    static String parameters(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
