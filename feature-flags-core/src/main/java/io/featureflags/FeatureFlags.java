package io.featureflags;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether a flag is on, from local memory: no method here waits for Redis, and none throws because of a flag, its
 * value or the store. An application injects it.
 *
 * <p>A name that nobody knows is off, and is asked from Redis in the background: a flag that is in Redis only is seen a
 * moment after its first use.
 */
public interface FeatureFlags {

    /**
     * Whether a flag is on for whoever is asking now, as the {@link BoundContext} says, else the
     * {@link EvaluationContextProvider}. They are asked only if the answer depends on the user.
     *
     * @param flag name of the flag; one outside the grammar of {@link FlagName} is off
     * @return whether the flag is on
     */
    boolean isEnabled(String flag);

    /**
     * Whether a flag is on for the given context.
     *
     * @param flag name of the flag; one outside the grammar of {@link FlagName} is off
     * @param context who is asking
     * @return whether the flag is on
     */
    boolean isEnabled(String flag, EvaluationContext context);

    /**
     * The answer for the given context, with its reason and where it came from.
     *
     * @param flag name of the flag; one outside the grammar of {@link FlagName} is off
     * @param context who is asking
     * @return the answer
     */
    Evaluation evaluate(String flag, EvaluationContext context);

    /**
     * Why a flag answers as it does for the given context: for people, and slower than {@link #evaluate}.
     *
     * @param flag name of the flag; one outside the grammar of {@link FlagName} is off
     * @param context who is asking
     * @return the answer, with every step of the order of decision
     */
    Explanation explain(String flag, EvaluationContext context);

    /**
     * Returns the handle of a flag, which follows the store. A call by a handle saves the look-up by name.
     *
     * @param flag name of the flag; the handle of a name outside the grammar of {@link FlagName} is always off
     * @return the handle, also of an unknown flag; to be kept by the caller
     */
    Flag flag(String flag);

    /**
     * Runs the new code while a flag is on for whoever is asking now, else the legacy code: what {@link FeatureToggle}
     * does, for code that no proxy reaches.
     *
     * @param flag name of the flag; one outside the grammar of {@link FlagName} is off
     * @param next the new code
     * @param legacy the legacy code
     * @param <T> what both return
     * @return what the code that ran returned; what it threw goes to the caller
     */
    default <T extends @Nullable Object> T route(String flag, Supplier<T> next, Supplier<T> legacy) {
        return isEnabled(flag) ? next.get() : legacy.get();
    }
}
