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
 * The user for whom a flag is evaluated: a targeting key, which usually is the user's id, and attributes. Immutable. A
 * context is its own {@link EvaluationContextProvider}, and can be passed wherever one is expected.
 *
 * <p>Rules compare attributes of these types: text, number, boolean, date-time with an offset, and a collection or
 * array of texts, numbers and booleans. Collections and arrays are copied to lists. A value of any other type is kept,
 * but no operator except {@code exists} matches it: pass the name of an enum constant, not the constant. A null
 * attribute is absent, and null elements of a collection are dropped.
 *
 * @param targetingKey id of the user, compared exactly: without trimming, with case. Null for no user; an empty or
 *     blank key becomes null
 * @param attributes attributes of the user, by name
 */
public record EvaluationContext(@Nullable String targetingKey, Map<String, Object> attributes)
        implements EvaluationContextProvider {

    private static final EvaluationContext ANONYMOUS = new EvaluationContext(null, Map.of());

    /** Copies the attributes and turns a blank targeting key into null. */
    public EvaluationContext {
        targetingKey = targetingKey == null || targetingKey.isBlank() ? null : targetingKey;
        attributes = copy(attributes);
    }

    /**
     * Creates the context of a user, without attributes.
     *
     * @param targetingKey id of the user; null, empty or blank for no user
     * @return the context
     */
    public static EvaluationContext of(@Nullable String targetingKey) {
        return new EvaluationContext(targetingKey, Map.of());
    }

    /**
     * Returns the context without a user and without attributes.
     *
     * @return the anonymous context
     */
    public static EvaluationContext anonymous() {
        return ANONYMOUS;
    }

    /**
     * Returns a copy of this context with an attribute set or removed.
     *
     * @param attribute name of the attribute
     * @param value text, number, boolean, date-time with an offset, or a collection or array of texts, numbers and
     *     booleans; null removes the attribute
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
        return Collections.unmodifiableMap(copy); // Faster look-ups than Map.copyOf, which divides.
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

    // List.copyOf does not copy a list that is immutable already.
    private static List<?> withoutNulls(Collection<? extends @Nullable Object> elements) {
        for (Object element : elements) {
            if (element == null) {
                return List.copyOf(elements.stream().filter(Objects::nonNull).toList());
            }
        }
        return List.copyOf(elements);
    }
}
