package io.featureflags.toggle.user;

import io.featureflags.text.ToggleMistake;
import io.featureflags.text.UserMistakes;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NativeDetector;
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

/** Parses and checks the user expressions that need SpEL. A class of its own, so that no other start loads SpEL. */
public final class SpelUserExpression {

    /** Variables that SpEL itself sets inside expressions. */
    private static final Set<String> RESERVED = Set.of("this", "root");

    private SpelUserExpression() {}

    /**
     * Parses an expression.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @param text the expression, in SpEL
     * @param parameters positions of the method's parameters by their names
     * @param mistakes describes mistakes of the expression
     * @param failure creates the exception of a mistake: the expression is not SpEL, or uses anything but the parameters
     * @return reads the user
     */
    public static UserExpression parse(
            Class<?> type,
            Method method,
            String text,
            Map<String, Integer> parameters,
            UserMistakes mistakes,
            Function<ToggleMistake, RuntimeException> failure) {
        SpelExpression expression;
        try {
            expression = parse(type, text);
        } catch (ParseException ex) {
            throw failure.apply(mistakes.notSpel(ex.getSimpleMessage()));
        }
        Set<String> unknown = variables(expression.getAST());
        unknown.removeAll(parameters.keySet());
        unknown.removeAll(RESERVED);
        if (!unknown.isEmpty()) {
            throw failure.apply(mistakes.unknown(unknown));
        }
        SpelNode rootless = firstWithoutObject(expression.getAST());
        if (rootless != null) {
            throw failure.apply(mistakes.withoutObject(rootless.toStringAST()));
        }
        UserProperties properties = new UserProperties(type, method, parameters);
        ToggleMistake missing = properties.firstMissing(expression.getAST(), mistakes);
        if (missing != null) {
            throw failure.apply(missing);
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
