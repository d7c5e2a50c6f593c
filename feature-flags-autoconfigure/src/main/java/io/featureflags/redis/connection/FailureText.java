package io.featureflags.redis.connection;

import java.util.ArrayList;
import java.util.List;

/** Describes a failure of Redis in one line of a log or of a message. */
public final class FailureText {

    private FailureText() {}

    /**
     * Joins the messages of a failure and its causes: the outer messages name the server, the innermost one the reason.
     *
     * @param failure the failure
     * @return the messages from the outermost to the innermost, each once, also if another one contains it; the class name
     *     for a missing message
     */
    public static String of(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (messages.stream().noneMatch(earlier -> earlier.contains(message))) {
                messages.removeIf(message::contains);
                messages.add(message);
            }
        }
        return String.join(": ", messages);
    }
}
