package io.featureflags.actuate;

import io.featureflags.text.LogText;

/** Thrown when a flag is unknown to the store, to {@code application.yml} and to the code. */
final class UnknownFlagException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownFlagException(String name) {
        super("Feature flag '" + LogText.of(name)
                + "' is unknown: it is neither in the store nor in application.yml nor in the code.");
    }
}
