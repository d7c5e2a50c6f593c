package io.featureflags.redis.connection;

import org.jspecify.annotations.Nullable;

/** Redis can be reached, but does not tell of changes. The message says why. */
public final class TrackingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrackingRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
