package io.featureflags.redis.connection;

import org.jspecify.annotations.Nullable;

/** Redis can be reached, but does not support client tracking. The message gives the reason. */
public final class TrackingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the reason
     * @param cause the failure; null if there is none
     */
    public TrackingRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
