package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import org.springframework.core.ResolvableType;

/** Formats methods for messages. */
final class Signatures {

    private Signatures() {}

    /** Returns a method with its class, such as {@code com.acme.Shop.checkout(String)}. */
    static String of(Class<?> type, Method method) {
        return type.getName() + "." + method.getName() + parameters(method);
    }

    /** Returns a method with its return type, such as {@code boolean checkout(String)}. */
    static String of(Method method) {
        return method.getReturnType().getSimpleName() + " " + method.getName() + parameters(method);
    }

    /** Returns a type without packages, such as {@code List<String>}. */
    static String of(ResolvableType type) {
        return type.toString().replaceAll("\\w+[.$]", "");
    }

    /** Returns several methods, sorted. */
    static List<String> listed(Collection<Method> methods) {
        return methods.stream().map(Signatures::of).sorted().toList();
    }

    /** Returns the types of a method's parameters, such as {@code (String, int)}. */
    static String parameters(Method method) {
        StringJoiner text = new StringJoiner(", ", "(", ")");
        for (Class<?> parameter : method.getParameterTypes()) {
            text.add(parameter.getSimpleName());
        }
        return text.toString();
    }
}
