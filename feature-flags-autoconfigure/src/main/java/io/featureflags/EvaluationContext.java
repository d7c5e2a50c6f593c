package io.featureflags;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking: a targeting key, as a rule the user's id, and attributes. Immutable.
 *
 * @param targetingKey the user; null, empty or blank is nobody and is kept as null. Taken exactly: no trimming, no case
 *     folding
 * @param attributes what else is known of the user, by name
 */
public record EvaluationContext(@Nullable String targetingKey, Map<String, Object> attributes) {

    private static final EvaluationContext ANONYMOUS = new EvaluationContext(null, Map.of());

    /** Copies the attributes and makes a blank user nobody. */
    public EvaluationContext {
        targetingKey = targetingKey == null || targetingKey.isBlank() ? null : targetingKey;
        attributes = Map.copyOf(attributes);
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
     * @param value its value: text, number, boolean, date-time or a collection of these
     * @return a new context
     */
    public EvaluationContext with(String attribute, Object value) {
        Map<String, Object> extended = new LinkedHashMap<>(attributes);
        extended.put(attribute, value);
        return new EvaluationContext(targetingKey, Collections.unmodifiableMap(extended));
    }
}
