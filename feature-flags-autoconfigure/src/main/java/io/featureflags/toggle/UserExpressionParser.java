package io.featureflags.toggle;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** Variables that SpEL itself sets inside of expressions. */
    private static final Set<String> RESERVED = Set.of("this", "root");

    private final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

    UserExpression parse(Class<?> type, Method method, String text) {
        Map<String, Integer> parameters = parametersOf(method);
        SpelExpression expression = parse(type, method, text, parameters);
        Set<String> unknown = variables(expression.getAST());
        unknown.removeAll(parameters.keySet());
        unknown.removeAll(RESERVED);
        if (!unknown.isEmpty()) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its user expression \"" + text + "\" names " + listed(unknown)
                            + ", and the method's parameters are " + listed(parameters.keySet()) + ".",
                    "Name one of the parameters. They have names of their own only in classes that are compiled with"
                            + " -parameters.");
        }
        SpelNode lost = onNothing(expression.getAST());
        if (lost != null) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its user expression \"" + text + "\" reads " + lost.toStringAST()
                            + ", which is no argument. The method's parameters are " + listed(parameters.keySet())
                            + ".",
                    parameters.isEmpty()
                            ? "Let an EvaluationContextProvider say who is asking, where no argument does."
                            : "Write a parameter with its sign, as in #"
                                    + parameters.keySet().iterator().next() + ".");
        }
        Integer index = expression.getAST() instanceof VariableReference plain ? parameters.get(name(plain)) : null;
        if (index != null) {
            // Read straight from the arguments: many times faster than SpEL, and by far the usual expression.
            int position = index;
            return arguments -> arguments[position];
        }
        UserExpression property = UserProperty.of(type, method, text, parameters);
        if (property != null) {
            return property;
        }
        return arguments -> {
            StandardEvaluationContext context = new StandardEvaluationContext();
            parameters.forEach((name, position) -> context.setVariable(name, arguments[position]));
            return expression.getValue(context);
        };
    }

    private static SpelExpression parse(Class<?> type, Method method, String text, Map<String, Integer> parameters) {
        // A native image cannot define the classes that compiled expressions are.
        SpelCompilerMode mode = NativeDetector.inNativeImage() ? SpelCompilerMode.OFF : SpelCompilerMode.MIXED;
        var configuration = new SpelParserConfiguration(mode, type.getClassLoader());
        try {
            return new SpelExpressionParser(configuration).parseRaw(text);
        } catch (ParseException ex) {
            throw new InvalidFeatureToggleException(
                    type,
                    method,
                    "its user expression \"" + text + "\" is not SpEL: " + ex.getSimpleMessage() + ".",
                    "Write an expression over the parameters, which are " + listed(parameters.keySet()) + ".");
        }
    }

    private Map<String, Integer> parametersOf(Method method) {
        Map<String, Integer> parameters = new LinkedHashMap<>();
        @Nullable String @Nullable [] names = parameterNames.getParameterNames(method);
        for (int i = 0; i < method.getParameterCount(); i++) {
            String name = names == null ? null : names[i];
            if (name != null) {
                parameters.put(name, i);
            }
            parameters.put("p" + i, i);
            parameters.put("a" + i, i);
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

    /** What is asked of the root object, which does not exist, or of beans: a forgotten sign, nearly always. */
    private static @Nullable SpelNode onNothing(SpelNode node) {
        if (isNamed(node)) {
            return node;
        }
        // Names in these belong to elements, or are keys.
        boolean ofElements = node instanceof Projection
                || node instanceof Selection
                || node instanceof Indexer
                || node instanceof InlineMap;
        return ofElements ? null : onNothingInside(node);
    }

    private static @Nullable SpelNode onNothingInside(SpelNode node) {
        for (int i = 0; i < node.getChildCount(); i++) {
            SpelNode child = node.getChild(i);
            // A further part of a path is asked of the part before, but what is in its brackets is not.
            boolean further = i > 0 && node instanceof CompoundExpression && isNamed(child);
            SpelNode lost = further ? onNothingInside(child) : onNothing(child);
            if (lost != null) {
                return lost;
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

    private static String listed(Set<String> names) {
        return names.isEmpty() ? "none" : names.stream().map(name -> "#" + name).collect(Collectors.joining(", "));
    }
}
