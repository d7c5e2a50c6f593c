package io.featureflags.redis.connection;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Distinguishes a server that cannot be reached from one that does not support client tracking. */
final class LettuceErrors {

    private LettuceErrors() {}

    /**
     * Classifies a failed attempt to connect with tracking. An error reply to the handshake, or a connection that the
     * server closes during it, can be caused by the protocol.
     *
     * @param failure the failure
     * @return a {@link TrackingRefusedException} if the server does not support tracking; else the failure
     */
    static RuntimeException classify(RuntimeException failure) {
        for (Throwable cause : causes(failure)) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof TrackingRefusedException refusal) {
                return refusal;
            }
            if (cause instanceof RedisCommandExecutionException && !ErrorReply.isTemporary(message)) {
                return new TrackingRefusedException("Redis returned " + message, failure);
            }
        }
        return isHandshakeAborted(failure)
                ? new TrackingRefusedException("the server closes the connection during the RESP3 handshake", failure)
                : failure;
    }

    /** Returns whether the server closed the connection during the handshake. */
    static boolean isHandshakeAborted(RuntimeException failure) {
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
