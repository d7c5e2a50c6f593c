package io.featureflags;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates feature flags. Inject this interface where {@link FeatureToggle} does not fit.
 *
 * <p>Flags are evaluated from local memory. No method waits for Redis, and none throws because of a flag, its value or
 * the store: in case of an error the flag is off. The names of flags follow the grammar of {@link FlagName}; a flag
 * with any other name is always off.
 *
 * <p>A name that is used for the first time is loaded from Redis in the background. A flag that only Redis has is thus
 * off until its value has arrived, usually within milliseconds.
 */
public interface FeatureFlags {

    /**
     * Returns whether the flag is on for the current user: that of the bound {@link BoundContext}, or else of the
     * {@link EvaluationContextProvider}. The user is determined only if the answer depends on it.
     *
     * @param flag name of the flag
     * @return whether the flag is on; false if the evaluation fails
     */
    boolean isEnabled(String flag);

    /**
     * Returns whether the flag is on for the given context.
     *
     * @param flag name of the flag
     * @param context evaluation context
     * @return whether the flag is on; false if the evaluation fails
     */
    boolean isEnabled(String flag, EvaluationContext context);

    /**
     * Evaluates the flag for the given context and returns the answer with its reason and its source.
     *
     * @param flag name of the flag
     * @param context evaluation context
     * @return the answer
     */
    Evaluation evaluate(String flag, EvaluationContext context);

    /**
     * Returns the value of the flag for the current user, who is determined as in {@link #isEnabled(String)}. The type is that
     * of the default. Only numbers are converted, without loss: {@code 1.0} is an {@link Integer}, and {@code 1.5} is not.
     *
     * @param flag name of the flag
     * @param otherwise default value: a {@link Boolean}, {@link String}, {@link Integer}, {@link Long}, {@link Double},
     *     {@link java.math.BigDecimal} or {@link java.util.Map}
     * @param <T> type of the value
     * @return the value of the variant, or whether the flag is on if it has no variants; the default if the evaluation fails,
     *     if the value has another type, or if the flag is off without an {@code offVariant}. A map is unmodifiable and in the
     *     order of the document
     * @throws IllegalArgumentException if the default is null or of any other type
     */
    <T> T value(String flag, T otherwise);

    /**
     * Returns the value of the flag for the given context.
     *
     * @param flag name of the flag
     * @param otherwise default value, which determines the type as in {@link #value(String, Object)}
     * @param context evaluation context
     * @param <T> type of the value
     * @return the value; the default if the evaluation fails or the flag has no value
     * @throws IllegalArgumentException if the default is null or of any other type
     */
    default <T> T value(String flag, T otherwise, EvaluationContext context) {
        return flag(flag).value(otherwise, context);
    }

    /**
     * Evaluates the flag for the given context and returns its value with its variant and its reason.
     *
     * @param flag name of the flag
     * @param otherwise default value, which determines the type as in {@link #value(String, Object)}
     * @param context evaluation context
     * @param <T> type of the value
     * @return the value
     * @throws IllegalArgumentException if the default is null or of any other type
     */
    default <T> ValueEvaluation<T> evaluateValue(String flag, T otherwise, EvaluationContext context) {
        return flag(flag).evaluateValue(otherwise, context);
    }

    /**
     * Explains the answer of the flag for the given context. The explanation is intended for people, and slower than
     * {@link #evaluate}.
     *
     * @param flag name of the flag
     * @param context evaluation context
     * @return the answer, with every step of the order of decision
     */
    Explanation explain(String flag, EvaluationContext context);

    /**
     * Returns the handle of a flag. The answer of a handle follows the store. Keep the handle in a field: it saves the
     * look-up by name on each call.
     *
     * @param flag name of the flag
     * @return the handle, also of an unknown flag
     */
    Flag flag(String flag);

    /**
     * Runs the new code if the flag is on for the current user, and the legacy code otherwise. This does what
     * {@link FeatureToggle} does, for code that no proxy intercepts.
     *
     * @param flag name of the flag
     * @param next the new code
     * @param legacy the legacy code
     * @param <T> type of the result
     * @return the result of the code that ran; its exceptions are propagated to the caller
     */
    default <T extends @Nullable Object> T route(String flag, Supplier<T> next, Supplier<T> legacy) {
        return isEnabled(flag) ? next.get() : legacy.get();
    }
}
