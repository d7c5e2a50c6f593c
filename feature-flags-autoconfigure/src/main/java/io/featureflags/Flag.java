package io.featureflags;

/**
 * A flag by its name: a handle to keep, whose answer follows the store. A call through a handle spares the look-up by
 * name. No method waits or throws.
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
}
