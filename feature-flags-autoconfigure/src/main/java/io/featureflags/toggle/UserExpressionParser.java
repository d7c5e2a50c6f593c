package io.featureflags.toggle;

import io.featureflags.text.ToggleMistake;
import io.featureflags.text.UserMistakes;
import io.featureflags.toggle.user.UserExpression;
import io.featureflags.toggle.user.UserProperties;
import io.featureflags.toggle.user.UserPropertyExpression;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.NativeDetector;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.StandardEvaluationContext;

/** Parses and checks {@link io.featureflags.FeatureToggle#user()} when the application starts. */
final class UserExpressionParser {

    /** Variables that SpEL itself sets inside expressions. */
    private static final Set<String> RESERVED = Set.of("this", "root");

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
        UserMistakes mistakes = new UserMistakes(text, List.copyOf(parameters.keySet()));
        if (text.isBlank()) {
            throw new InvalidFeatureToggleException(type, method, mistakes.notSpel("it is blank"));
        }
        SpelExpression expression;
        try {
            expression = parse(type, text);
        } catch (ParseException ex) {
            throw new InvalidFeatureToggleException(type, method, mistakes.notSpel(ex.getSimpleMessage()));
        }
        Set<String> unknown = variables(expression.getAST());
        unknown.removeAll(parameters.keySet());
        unknown.removeAll(RESERVED);
        if (!unknown.isEmpty()) {
            throw new InvalidFeatureToggleException(type, method, mistakes.unknown(unknown));
        }
        SpelNode rootless = firstWithoutObject(expression.getAST());
        if (rootless != null) {
            throw new InvalidFeatureToggleException(type, method, mistakes.withoutObject(rootless.toStringAST()));
        }
        UserProperties properties = new UserProperties(type, method, parameters);
        ToggleMistake missing = properties.firstMissing(expression.getAST(), mistakes);
        if (missing != null) {
            throw new InvalidFeatureToggleException(type, method, missing);
        }
        Integer index = expression.getAST() instanceof VariableReference plain ? parameters.get(name(plain)) : null;
        if (index != null) {
            // Read directly from the arguments: many times faster than SpEL, and by far the most common expression.
            int position = index;
            return arguments -> arguments[position];
        }
        UserExpression property = UserPropertyExpression.of(type, method, text, parameters);
        if (property != null) {
            return property;
        }
        return arguments -> {
            StandardEvaluationContext context = new StandardEvaluationContext();
            parameters.forEach((name, position) -> context.setVariable(name, arguments[position]));
            return expression.getValue(context);
        };
    }

    private static SpelExpression parse(Class<?> type, String text) {
        // A native image cannot define the classes of compiled expressions.
        SpelCompilerMode mode = NativeDetector.inNativeImage() ? SpelCompilerMode.OFF : SpelCompilerMode.MIXED;
        return new SpelExpressionParser(new SpelParserConfiguration(mode, type.getClassLoader())).parseRaw(text);
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

    private static Set<String> variables(SpelNode node) {
        Set<String> variables = new LinkedHashSet<>();
        if (node instanceof VariableReference variable) {
            variables.add(name(variable));
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            variables.addAll(variables(node.getChild(i)));
        }
        return variables;
    }

    /**
     * Returns the first node that reads from the root object, which does not exist, or from a bean; null if there is none.
     * Nearly always the '#' before a parameter is missing.
     */
    private static @Nullable SpelNode firstWithoutObject(SpelNode node) {
        if (isNamed(node)) {
            return node;
        }
        // Names in these nodes are properties of elements, or keys.
        boolean ofElements = node instanceof Projection
                || node instanceof Selection
                || node instanceof Indexer
                || node instanceof InlineMap;
        return ofElements ? null : firstWithoutObjectInside(node);
    }

    private static @Nullable SpelNode firstWithoutObjectInside(SpelNode node) {
        for (int i = 0; i < node.getChildCount(); i++) {
            SpelNode child = node.getChild(i);
            // A further part of a path reads from the part before it, but its arguments do not.
            boolean further = i > 0 && node instanceof CompoundExpression && isNamed(child);
            SpelNode found = further ? firstWithoutObjectInside(child) : firstWithoutObject(child);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isNamed(SpelNode node) {
        return node instanceof PropertyOrFieldReference
                || node instanceof MethodReference
                || node instanceof BeanReference;
    }

    private static String name(VariableReference variable) {
        return variable.toStringAST().substring(1);
    }
}
