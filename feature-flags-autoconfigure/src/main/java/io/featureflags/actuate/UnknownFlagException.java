package io.featureflags.actuate;

import io.featureflags.text.LogText;

/** Nobody knows a flag: neither the store nor {@code application.yml} nor the code. */
final class UnknownFlagException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownFlagException(String name) {
        super("Nobody knows feature flag '" + LogText.of(name)
                + "': neither the store nor application.yml nor the code.");
    }
}
