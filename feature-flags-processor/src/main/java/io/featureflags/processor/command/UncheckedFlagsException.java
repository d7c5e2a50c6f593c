package io.featureflags.processor.command;

/** Thrown if the command cannot check the flags. The message names the problem and the way out. */
final class UncheckedFlagsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UncheckedFlagsException(String message) {
        super(message);
    }
}
