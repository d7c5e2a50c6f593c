package io.featureflags.toggle.user;

import io.featureflags.text.ToggleMistake;
import io.featureflags.text.UserMistakes;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.VariableReference;
import org.springframework.util.StringUtils;

/**
 * Finds properties in an expression that the type of a parameter does not have. They follow the name of the parameter, as
 * in {@code #order.customer.id}. An object, an optional and what follows any other part may have any property.
 */
final class UserProperties {

    private final Class<?> type;

    private final Method method;

    private final Map<String, Integer> parameters;

    /**
     * Creates the check of one method.
     *
     * @param type class of the bean
     * @param method the toggled method
     * @param parameters positions of its parameters by their names
     */
    UserProperties(Class<?> type, Method method, Map<String, Integer> parameters) {
        this.type = type;
        this.method = method;
        this.parameters = parameters;
    }

    /** Returns the mistake of the first missing property below a node; null if there is none. */
    @Nullable
    ToggleMistake firstMissing(SpelNode node, UserMistakes mistakes) {
        ToggleMistake missing = node instanceof CompoundExpression ? missing(node, mistakes) : null;
        for (int i = 0; missing == null && i < node.getChildCount(); i++) {
            missing = firstMissing(node.getChild(i), mistakes);
        }
        return missing;
    }

    private @Nullable ToggleMistake missing(SpelNode path, UserMistakes mistakes) {
        Integer position = path.getChild(0) instanceof VariableReference variable
                ? parameters.get(variable.toStringAST().substring(1))
                : null;
        if (position == null) {
            return null;
        }
        ResolvableType owner = ResolvableType.forMethodParameter(method, position, type);
        for (int i = 1; i < path.getChildCount() && path.getChild(i) instanceof PropertyOrFieldReference part; i++) {
            Class<?> known = owner.toClass();
            String property = part.getName();
            boolean anything = known == Object.class || known == Optional.class || hasOtherBounds(owner.getType());
            if (anything || property.equals("class")) {
                return null;
            }
            List<String> properties = new ArrayList<>();
            ResolvableType next = typeOf(owner, known, property, properties);
            if (next == null) {
                return mistakes.noProperty(property, known.getSimpleName(), properties);
            }
            owner = next;
        }
        return null;
    }

    private static @Nullable ResolvableType typeOf(
            ResolvableType owner, Class<?> known, String property, List<String> properties) {
        if (known.isArray() && property.equals("length")) {
            return ResolvableType.forClass(int.class);
        }
        ResolvableType found = null;
        for (Method reader : known.getMethods()) {
            if (reader.getParameterCount() == 0 && isReader(reader.getName(), property)) {
                if (found == null || !reader.isBridge()) {
                    found = typeOf(reader, owner);
                }
            }
            properties.add(UserMistakes.propertyOf(reader.getName()));
        }
        for (Field field : known.getFields()) {
            if (found == null && field.getName().equals(property)) {
                found = ResolvableType.forField(field, owner);
            }
        }
        return found;
    }

    private static ResolvableType typeOf(Method reader, ResolvableType owner) {
        ResolvableType declaring = owner.as(reader.getDeclaringClass());
        List<?> variables = List.of(reader.getDeclaringClass().getTypeParameters());
        int variable = variables.indexOf(reader.getGenericReturnType());
        return variable >= 0 && declaring.hasGenerics()
                ? declaring.getGeneric(variable)
                : ResolvableType.forType(reader.getGenericReturnType(), declaring);
    }

    /** Returns whether a type may have properties of bounds that Spring does not read: lower ones, and those after the first. */
    private static boolean hasOtherBounds(Type type) {
        return type instanceof WildcardType wildcard
                ? wildcard.getLowerBounds().length > 0
                : type instanceof TypeVariable<?> variable && variable.getBounds().length > 1;
    }

    /** Kotlin adds {@code -} and a hash to the getter of a value class. */
    private static boolean isReader(String name, String property) {
        String reader = name.replaceFirst("-.*", "");
        String suffix = StringUtils.capitalize(property);
        return reader.equals(property)
                || reader.equals("get" + suffix)
                || reader.equals("is" + suffix)
                || reader.equals("get" + property)
                || reader.equals("is" + property);
    }
}
