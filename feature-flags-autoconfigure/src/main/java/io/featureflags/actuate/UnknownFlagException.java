package io.featureflags.actuate;

import io.featureflags.Excerpt;

/** Nobody knows a flag: neither the store nor {@code application.yml} nor the code. */
final class UnknownFlagException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownFlagException(String name) {
        super("Nobody knows feature flag '" + Excerpt.of(name)
                + "': neither the store nor application.yml nor the code.");
    }
}
