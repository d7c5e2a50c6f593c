package io.featureflags.ofrep;

import java.io.Serial;

/** The properties of OFREP do not fit together, so that the application does not start. The message has no key or secret. */
public final class InvalidOfrepSetupException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String action;

    InvalidOfrepSetupException(String message, String action) {
        super(message);
        this.action = action;
    }

    /**
     * Returns the fix.
     *
     * @return the properties to set or to correct
     */
    public String action() {
        return action;
    }
}
