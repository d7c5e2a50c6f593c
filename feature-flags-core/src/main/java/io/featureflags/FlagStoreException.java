package io.featureflags;

import org.jspecify.annotations.Nullable;

/** The store could not be asked, or has refused. Flag checks do not notice. */
public final class FlagStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeKnown;

    /**
     * Creates the exception.
     *
     * @param message what could not be done, why, and what to do
     * @param outcomeKnown whether nothing was written for sure
     * @param cause what the driver said; null if there is nothing more to say
     */
    public FlagStoreException(String message, boolean outcomeKnown, @Nullable Throwable cause) {
        super(message, cause);
        this.outcomeKnown = outcomeKnown;
    }

    /**
     * Whether nothing was written for sure.
     *
     * @return false if the answer to a write got lost: the same {@link FlagWrite}, with the same request, may be sent again
     */
    public boolean isOutcomeKnown() {
        return outcomeKnown;
    }
}
