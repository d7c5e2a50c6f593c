package io.featureflags.spi;

import io.featureflags.decision.Decision;
import org.jspecify.annotations.Nullable;

/**
 * Port: follows the values that the local copy answers with. A copy calls both methods around each replacement of a value, in
 * this order and for one flag at a time: between them, checks of the flag may be answered by either value. Implementations
 * must be fast and must not throw.
 */
public interface ValueObserver {

    /**
     * Another value is about to decide.
     *
     * @param flag name of the flag
     */
    void replacing(String flag);

    /**
     * Another value decides from now on.
     *
     * @param flag name of the flag
     * @param text the value as in the store; null if there is none, or if it is not understood
     * @param decision the decision by that value; null if there is none
     */
    void replaced(String flag, @Nullable String text, @Nullable Decision decision);
}
