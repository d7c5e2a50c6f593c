package io.featureflags.redis.connection;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells whether a server cannot be reached, or can but does not tell of changes. */
final class LettuceRefusal {

    private LettuceRefusal() {}

    /** An error as the answer to the handshake, or no answer but a hang-up, may be about the protocol. */
    static RuntimeException in(RuntimeException failure) {
        for (Throwable cause : causes(failure)) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof TrackingRefusedException refusal) {
                return refusal;
            }
            if (cause instanceof RedisCommandExecutionException
                    && !message.matches("(WRONGPASS|NOAUTH|LOADING|ERR max number of clients).*")) {
                return new TrackingRefusedException("Redis says " + message, failure);
            }
        }
        return isHangUp(failure)
                ? new TrackingRefusedException("the server hangs up on the protocol RESP3", failure)
                : failure;
    }

    /** Whether the server has closed the connection in the middle of the handshake. */
    static boolean isHangUp(RuntimeException failure) {
        return causes(failure).stream()
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("closed prematurely"));
    }

    private static List<Throwable> causes(RuntimeException failure) {
        return Stream.<@Nullable Throwable>iterate(
                        failure, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
                .<Throwable>map(Objects::requireNonNull)
                .toList();
    }
}
