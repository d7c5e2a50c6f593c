package io.featureflags.toggle;

import io.featureflags.text.UserMistakes;
import io.featureflags.toggle.user.SpelUserExpression;
import io.featureflags.toggle.user.UserExpression;
import io.featureflags.toggle.user.UserPropertyExpression;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;

/**
 * Parses and checks {@link io.featureflags.FeatureToggle#user()} when the application starts. A parameter and one property
 * of it, by far the most common expressions, need no SpEL, whose parser has many classes.
 */
final class UserExpressionParser {

    /** Words that SpEL takes for operators, also after a '#' or a dot. */
    private static final Set<String> OPERATORS = Set.of("div", "eq", "ge", "gt", "le", "lt", "mod", "ne", "not");

    private final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

    /**
     * Parses an expression.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @param text the expression, in SpEL
     * @return reads the user, without SpEL if the expression is a parameter or one property of it
     * @throws InvalidFeatureToggleException if the expression is not SpEL or uses anything but the parameters
     */
    UserExpression parse(Class<?> type, Method method, String text) {
        Map<String, Integer> parameters = parametersOf(method);
        Integer index = parameter(text.strip(), parameters);
        if (index != null) {
            // Read directly from the arguments: many times faster than SpEL.
            int position = index;
            return arguments -> arguments[position];
        }
        if (!endsWithOperator(text.strip())) {
            UserExpression property = UserPropertyExpression.of(type, method, text, parameters);
            if (property != null) {
                return property;
            }
        }
        UserMistakes mistakes = new UserMistakes(text, List.copyOf(parameters.keySet()));
        if (text.isBlank()) {
            throw new InvalidFeatureToggleException(type, method, mistakes.notSpel("it is blank"));
        }
        return SpelUserExpression.parse(
                type,
                method,
                text,
                parameters,
                mistakes,
                mistake -> new InvalidFeatureToggleException(type, method, mistake));
    }

    /** Returns the position of the parameter that is the whole expression; null for any other expression. */
    private static @Nullable Integer parameter(String text, Map<String, Integer> parameters) {
        return text.startsWith("#") && !endsWithOperator(text) ? parameters.get(text.substring(1)) : null;
    }

    private static boolean endsWithOperator(String text) {
        String last = text.substring(Math.max(text.lastIndexOf('#'), text.lastIndexOf('.')) + 1);
        return OPERATORS.contains(last.toLowerCase(Locale.ROOT));
    }

    private Map<String, Integer> parametersOf(Method method) {
        Map<String, Integer> parameters = new LinkedHashMap<>();
        @Nullable String @Nullable [] names = parameterNames.getParameterNames(method);
        for (int i = 0; i < method.getParameterCount(); i++) {
            String name = names == null ? null : names[i];
            for (String variable : UserMistakes.variables(name, i)) {
                parameters.put(variable, i);
            }
        }
        return parameters;
    }
}
