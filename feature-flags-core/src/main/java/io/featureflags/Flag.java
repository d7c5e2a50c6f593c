package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * A handle of one flag. Its answer follows the store, and it saves the look-up by name on each call. Obtained from
 * {@link FeatureFlags#flag}. No method waits for the store, and none throws because of the flag or the context. A flag without
 * variants is boolean: its value is whether it is on, and its variant is {@code on} or {@code off}.
 */
public interface Flag {

    /**
     * Returns the name of the flag.
     *
     * @return the name
     */
    String name();

    /**
     * Returns whether the flag is on.
     *
     * @param contextProvider provider of the evaluation context; called only if the answer depends on the user
     * @return whether the flag is on; false if the evaluation fails
     */
    boolean isEnabled(EvaluationContextProvider contextProvider);

    /**
     * Evaluates the flag and returns the answer with its reason, its source and its variant.
     *
     * @param contextProvider provider of the evaluation context; called only if the answer or the variant depends on the user
     * @return the answer
     */
    Evaluation evaluate(EvaluationContextProvider contextProvider);

    /**
     * Evaluates whether the flag is on, and picks no variant. The default evaluates both.
     *
     * @param contextProvider provider of the evaluation context; called only if the flag is on or off depending on the user
     * @return the answer; without a variant if the flag has variants
     */
    default Evaluation decide(EvaluationContextProvider contextProvider) {
        return evaluate(contextProvider);
    }

    /**
     * Evaluates the flag and returns its value with its reason.
     *
     * @param otherwise default value, which determines the type: {@link Boolean}, {@link String}, {@link Integer},
     *     {@link Long}, {@link Double}, {@link java.math.BigDecimal} or {@link java.util.Map}
     * @param contextProvider provider of the evaluation context; called only if the answer or the variant depends on the user
     * @param <T> type of the value
     * @return the value
     * @throws IllegalArgumentException if the default is null or of any other type
     */
    default <T> ValueEvaluation<T> evaluateValue(T otherwise, EvaluationContextProvider contextProvider) {
        return ValueEvaluation.of(evaluate(contextProvider), otherwise);
    }

    /**
     * Returns the value of the flag.
     *
     * @param otherwise default value, which determines the type as in {@link #evaluateValue}
     * @param contextProvider provider of the evaluation context; called only if the answer or the variant depends on the user
     * @param <T> type of the value
     * @return the value; the default if the evaluation fails or the flag has no value
     * @throws IllegalArgumentException if the default is null or of any other type
     */
    default <T> T value(T otherwise, EvaluationContextProvider contextProvider) {
        return evaluateValue(otherwise, contextProvider).value();
    }

    /**
     * Explains the answer of the flag. The explanation is intended for people, and slower than {@link #evaluate}.
     *
     * @param context evaluation context
     * @return the answer, with every step of the order of decision
     */
    Explanation explain(EvaluationContext context);

    /**
     * Returns this flag with another value, to preview a change. The returned handle does not follow the store, except
     * for the flags that the value requires. Nothing is written.
     *
     * @param value the value, in any form that the store accepts; null for no value, so that {@code application.yml}
     *     decides
     * @return a handle of the flag with that value
     * @throws InvalidFlagValueException if the value cannot be parsed
     * @throws IllegalArgumentException if the name of the flag is outside the grammar of {@link FlagName}
     */
    Flag withValue(@Nullable String value);
}
