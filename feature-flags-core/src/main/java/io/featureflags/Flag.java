package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * A handle of one flag. Its answer follows the store, and it saves the look-up by name on each call. Obtained from
 * {@link FeatureFlags#flag}. No method waits for the store, and none throws because of the flag or the context.
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
     * Evaluates the flag and returns the answer with its reason and its source.
     *
     * @param contextProvider provider of the evaluation context; called only if the answer depends on the user
     * @return the answer
     */
    Evaluation evaluate(EvaluationContextProvider contextProvider);

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
