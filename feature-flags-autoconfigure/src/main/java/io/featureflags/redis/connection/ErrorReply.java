package io.featureflags.redis.connection;

/** Redis has answered a command, with an error. The connection is well. */
public final class ErrorReply extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ErrorReply(String message) {
        super(message);
    }

    /** Whether it is for want of a permission; Redis does not tell when that is given. */
    public boolean isForbidden() {
        return String.valueOf(getMessage()).startsWith("NOPERM");
    }

    /** Whether the server can serve no flag at present, whatever the key: it loads its data, or refuses the command. */
    public boolean concernsAllKeys() {
        String message = String.valueOf(getMessage());
        return message.startsWith("LOADING")
                || message.startsWith("MASTERDOWN")
                || message.startsWith("BUSY")
                || message.startsWith("NOAUTH")
                || (message.startsWith("NOPERM") && message.contains(" to run the "));
    }
}
