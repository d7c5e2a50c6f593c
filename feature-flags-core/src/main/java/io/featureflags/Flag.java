package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * A flag by its name: a handle to keep, whose answer follows the store. A call through a handle spares the look-up by
 * name. No method waits, and none throws because of the
 * flag or of who is asking.
 */
public interface Flag {

    /**
     * Name of the flag.
     *
     * @return the name
     */
    String name();

    /**
     * Whether the flag is on.
     *
     * @param who says who is asking; asked only if the answer depends on it
     * @return whether the flag is on
     */
    boolean isEnabled(EvaluationContextProvider who);

    /**
     * The answer, with its reason and where it came from.
     *
     * @param who says who is asking; asked only if the answer depends on it
     * @return the answer
     */
    Evaluation evaluate(EvaluationContextProvider who);

    /**
     * Why the flag answers as it does: for people, and slower than the other methods.
     *
     * @param context who is asking
     * @return the answer, with every step of the order of decision
     */
    Explanation explain(EvaluationContext context);

    /**
     * The flag as it would be by another value: to try what a change would do. Changes nothing, and follows nothing but the
     * flags that the value requires.
     *
     * @param value a value as it may stand in Redis; null for none, so that {@code application.yml} answers
     * @return the flag by that value
     * @throws InvalidFlagValueException if the value is not understood
     * @throws IllegalArgumentException if the flag's name is outside the grammar of {@link FlagName}
     */
    Flag withValue(@Nullable String value);
}
