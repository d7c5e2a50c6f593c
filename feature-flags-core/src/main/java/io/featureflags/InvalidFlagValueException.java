package io.featureflags;

/** Thrown if the value of a flag cannot be parsed. The message names the problem and does not contain the value. */
public class InvalidFlagValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message problem of the value, as the end of "it is not understood: …"
     */
    public InvalidFlagValueException(String message) {
        super(message);
    }
}
