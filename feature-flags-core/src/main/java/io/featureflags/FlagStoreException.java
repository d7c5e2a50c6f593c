package io.featureflags;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a read or write of {@link FeatureFlagAdmin} if the store is unavailable or rejects the command. Flag checks
 * are not affected: they use the local copy.
 */
public final class FlagStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeKnown;

    /**
     * Creates the exception.
     *
     * @param message failed operation, cause and way out
     * @param outcomeKnown whether it is certain that nothing was written
     * @param cause exception of the driver; null if the message is complete
     */
    public FlagStoreException(String message, boolean outcomeKnown, @Nullable Throwable cause) {
        super(message, cause);
        this.outcomeKnown = outcomeKnown;
    }

    /**
     * Returns whether it is certain that nothing was written.
     *
     * @return false if the response to a write was lost. The write may then be repeated: a {@link FlagWrite} with the
     *     same request is applied once
     */
    public boolean isOutcomeKnown() {
        return outcomeKnown;
    }
}
