package io.featureflags.toggle.user;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * An expression like {@code #order.customer}, which calls the same getter as SpEL, without SpEL.
 *
 * @param name name of the parameter
 * @param position position of the parameter, from 0
 * @param getter getter of the property
 */
public record UserPropertyExpression(String name, int position, Method getter) implements UserExpression {

    /** Matches if the second letter of the property is small: else its getter has several spellings. */
    private static final Pattern PLAIN = Pattern.compile("\\s*#([A-Za-z_]\\w*)\\.([a-z](?:[a-z0-9]\\w*)?)\\s*");

    /**
     * Recognises such an expression.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @param text the expression
     * @param parameters positions of the parameters by their names
     * @return the expression; null if it needs SpEL, as another expression or as the parameter's type has no such getter
     */
    public static @Nullable UserPropertyExpression of(
            Class<?> type, Method method, String text, Map<String, Integer> parameters) {
        Matcher matcher = PLAIN.matcher(text);
        Integer position = matcher.matches() ? parameters.get(matcher.group(1)) : null;
        if (position == null) {
            return null;
        }
        Class<?> declared =
                ResolvableType.forMethodParameter(method, position, type).toClass();
        Method getter = getter(declared, matcher.group(2));
        if (getter == null || !getter.trySetAccessible()) {
            return null;
        }
        return new UserPropertyExpression(matcher.group(1), position, getter);
    }

    @Override
    public @Nullable Object userOf(@Nullable Object[] arguments) {
        return ReflectionUtils.invokeMethod(
                getter, Objects.requireNonNull(arguments[position], () -> "#" + name + " must not be null"));
    }

    private static @Nullable Method getter(Class<?> type, String property) {
        String suffix = StringUtils.capitalize(property);
        Method getter = method(type, "get" + suffix);
        if (getter == null) {
            Method is = method(type, "is" + suffix);
            getter = is == null || is.getReturnType() == boolean.class ? is : null;
        }
        // A subclass may have a getter, which SpEL would prefer; a record has none.
        return getter == null && type.isRecord() ? method(type, property) : getter;
    }

    private static @Nullable Method method(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            return Modifier.isStatic(method.getModifiers()) || method.getReturnType() == void.class ? null : method;
        } catch (NoSuchMethodException ex) {
            return null;
        }
    }
}
