package io.featureflags.actuate;

import io.featureflags.text.LogText;
import org.jspecify.annotations.Nullable;

/** Thrown if a request names a flag that neither the store nor application.yml nor the code has. */
final class UnknownFlagException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param name requested name
     * @param nearest known name that may have been meant; null if none is near
     * @param remedy a further sentence; empty for none
     */
    UnknownFlagException(String name, @Nullable String nearest, String remedy) {
        super("Feature flag '" + LogText.of(name)
                + "' is unknown: it is neither in the store nor in application.yml nor in the code"
                + (nearest == null ? "." : "; did you mean " + nearest + "?")
                + remedy);
    }
}
