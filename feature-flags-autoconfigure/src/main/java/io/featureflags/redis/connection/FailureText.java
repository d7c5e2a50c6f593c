package io.featureflags.redis.connection;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes a failure of Redis in one line of a log or of a message. */
public final class FailureText {

    private FailureText() {}

    /**
     * Joins the messages of a failure and its causes: the outer messages name the server, the innermost one the reason.
     *
     * @param failure the failure
     * @return the messages from the outermost to the innermost, without repetition; the class name for a missing
     *     message
     */
    public static String of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(cause -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                .distinct()
                .collect(Collectors.joining(": "));
    }
}
