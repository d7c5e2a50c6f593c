package io.featureflags.redis.connection;

import java.util.regex.Pattern;

/** The error that Redis returned to a command. The connection itself works. */
public final class ErrorReply extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Pattern TEMPORARY =
            Pattern.compile("(WRONGPASS|NOAUTH|LOADING|BUSY|MASTERDOWN|MISCONF|CLUSTERDOWN|TRYAGAIN|OOM"
                    + "|ERR max number of clients)\\b");

    /**
     * Creates the exception.
     *
     * @param message the error as Redis returned it, such as {@code NOPERM this user has no permissions …}
     */
    public ErrorReply(String message) {
        super(message);
    }

    /**
     * Returns whether a permission is missing. Redis does not notify clients when the permission is granted.
     *
     * @return whether the error is {@code NOPERM}
     */
    public boolean isForbidden() {
        return String.valueOf(getMessage()).startsWith("NOPERM");
    }

    /**
     * Returns whether the server rejects the command only at present, as any other: because of its state, as while a
     * script runs, or until the credentials are corrected.
     *
     * @return whether the same command may succeed later
     */
    public boolean isTemporary() {
        return isTemporary(String.valueOf(getMessage()));
    }

    /**
     * Returns whether an error is {@linkplain #isTemporary() temporary}.
     *
     * @param message the error as Redis returned it
     * @return whether the same command may succeed later
     */
    static boolean isTemporary(String message) {
        return TEMPORARY.matcher(message).lookingAt();
    }

    /**
     * Returns whether the server cannot serve any flag at present, for example while it loads its data or when the
     * command itself is forbidden.
     *
     * @return whether the error applies to every key
     */
    public boolean concernsAllKeys() {
        String message = String.valueOf(getMessage());
        return message.startsWith("LOADING")
                || message.startsWith("MASTERDOWN")
                || message.startsWith("BUSY")
                || message.startsWith("NOAUTH")
                || (message.startsWith("NOPERM") && message.contains(" to run the "));
    }
}
