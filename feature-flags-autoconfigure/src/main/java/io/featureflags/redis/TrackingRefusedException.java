package io.featureflags.redis;

import org.jspecify.annotations.Nullable;

/** Redis can be reached, but does not tell of changes. The message says why. */
final class TrackingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrackingRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
