package io.featureflags;

/** A flag's value is nothing that we understand. The message says what is wrong with it, and holds nothing of it. */
public class InvalidFlagValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is wrong with the value, as the end of "it is not understood: …"
     */
    public InvalidFlagValueException(String message) {
        super(message);
    }
}
