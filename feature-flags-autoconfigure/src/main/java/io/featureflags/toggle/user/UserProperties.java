package io.featureflags.toggle.user;

import io.featureflags.text.ToggleMistake;
import io.featureflags.text.UserMistakes;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
public final class UserProperties {

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
    public UserProperties(Class<?> type, Method method, Map<String, Integer> parameters) {
        this.type = type;
        this.method = method;
        this.parameters = parameters;
    }

    /** Returns the mistake of the first missing property below a node; null if there is none. */
    public @Nullable ToggleMistake firstMissing(SpelNode node, UserMistakes mistakes) {
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
            if (known == Object.class || known == Optional.class) {
                return null;
            }
            ResolvableType next = typeOf(owner, known, part.getName());
            if (next == null) {
                return mistakes.noProperty(part.getName(), known.getSimpleName(), propertiesOf(known));
            }
            owner = next;
        }
        return null;
    }

    private static @Nullable ResolvableType typeOf(ResolvableType owner, Class<?> known, String property) {
        if (known.isArray()) {
            return property.equals("length") ? ResolvableType.forClass(int.class) : null;
        }
        for (Method getter : readers(known)) {
            if (isReader(getter.getName(), property)) {
                return ResolvableType.forType(getter.getGenericReturnType(), owner.as(getter.getDeclaringClass()));
            }
        }
        return Arrays.stream(known.getFields())
                .filter(field -> field.getName().equals(property))
                .map(field -> ResolvableType.forField(field, owner))
                .findFirst()
                .orElse(null);
    }

    /** Kotlin adds {@code -} and a hash to the getter of a value class. */
    private static boolean isReader(String name, String property) {
        String suffix = StringUtils.capitalize(property);
        return Stream.of(property, "get" + suffix, "is" + suffix, "get" + property, "is" + property)
                .anyMatch(reader -> name.equals(reader) || name.startsWith(reader + "-"));
    }

    /** Returns the methods that may read a property, with those that every object has. */
    private static List<Method> readers(Class<?> type) {
        return Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(Object.class.getMethods()))
                .filter(method -> method.getParameterCount() == 0)
                .sorted(Comparator.comparing(Method::isBridge))
                .toList();
    }

    private static List<String> propertiesOf(Class<?> type) {
        return Stream.concat(
                        readers(type).stream()
                                .filter(method -> method.getDeclaringClass() != Object.class)
                                .map(Method::getName)
                                .map(UserMistakes::propertyOf),
                        Arrays.stream(type.getFields()).map(Field::getName))
                .sorted()
                .distinct()
                .toList();
    }
}
