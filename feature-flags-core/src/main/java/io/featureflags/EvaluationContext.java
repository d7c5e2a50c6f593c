package io.featureflags;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking: a targeting key, as a rule the user's id, and attributes. Immutable. It can stand wherever an
 * {@link EvaluationContextProvider} is wanted.
 *
 * <p>An attribute is a text, a number, a boolean, a date-time with an offset, or a collection or array of texts, numbers
 * and booleans, which is copied as a list. Anything else is kept and matches no rule: give the name of an enum constant,
 * not the constant. An attribute that is null is absent, and so is a null in a collection.
 *
 * @param targetingKey the user; null, empty or blank is nobody and is kept as null. Taken exactly: no trimming, no case
 *     folding
 * @param attributes what else is known of the user, by name
 */
public record EvaluationContext(@Nullable String targetingKey, Map<String, Object> attributes)
        implements EvaluationContextProvider {

    private static final EvaluationContext ANONYMOUS = new EvaluationContext(null, Map.of());

    /** Copies the attributes and makes a blank user nobody. */
    public EvaluationContext {
        targetingKey = targetingKey == null || targetingKey.isBlank() ? null : targetingKey;
        attributes = copy(attributes);
    }

    /**
     * The context of a user.
     *
     * @param targetingKey the user; null, empty or blank is nobody
     * @return a context without attributes
     */
    public static EvaluationContext of(@Nullable String targetingKey) {
        return new EvaluationContext(targetingKey, Map.of());
    }

    /**
     * The context of nobody.
     *
     * @return a context without user and attributes
     */
    public static EvaluationContext anonymous() {
        return ANONYMOUS;
    }

    /**
     * This context with one more attribute, or with another value of it.
     *
     * @param attribute name of the attribute
     * @param value its value: text, number, boolean, date-time, or a collection or array of texts,
     *     numbers and booleans; null takes it away
     * @return a new context
     */
    public EvaluationContext with(String attribute, @Nullable Object value) {
        Map<String, Object> changed = new HashMap<>(attributes);
        if (value == null) {
            changed.remove(attribute);
        } else {
            changed.put(attribute, value);
        }
        return new EvaluationContext(targetingKey, changed);
    }

    @Override
    public EvaluationContext currentContext() {
        return this;
    }

    private static Map<String, Object> copy(Map<String, ? extends @Nullable Object> attributes) {
        if (attributes.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> copy = new HashMap<>();
        attributes.forEach((name, value) -> {
            if (name != null && value != null) {
                copy.put(name, frozen(value));
            }
        });
        return Collections.unmodifiableMap(copy); // Is looked up faster than Map.copyOf, which divides.
    }

    private static Object frozen(Object value) {
        if (value.getClass().isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            return withoutNulls(elements);
        }
        return value instanceof Collection<?> collection ? withoutNulls(collection) : value;
    }

    // A list that is copied already is not copied again.
    private static List<?> withoutNulls(Collection<? extends @Nullable Object> elements) {
        for (Object element : elements) {
            if (element == null) {
                return List.copyOf(elements.stream().filter(Objects::nonNull).toList());
            }
        }
        return List.copyOf(elements);
    }
}
