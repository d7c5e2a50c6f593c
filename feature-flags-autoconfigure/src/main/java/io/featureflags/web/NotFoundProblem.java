package io.featureflags.web;

import io.featureflags.FeatureDisabledException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The answer to whoever asks for a feature that is off: 404 as a problem of RFC 9457. It is one and the same text for all
 * features, since a feature that is dark must not be told: neither a flag's name nor a class or a method is in it.
 */
final class NotFoundProblem {

    /** As Spring's own {@code ProblemDetail} says it; written by hand, so that no JSON library need be there. */
    private static final String TEXT = "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}";

    /** Far beyond any chain of causes that code makes: causes may form a circle. */
    private static final int MAX_CAUSES = 100;

    private NotFoundProblem() {}

    static String text() {
        return TEXT;
    }

    static byte[] bytes() {
        return TEXT.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Whether an exception is answered with this problem: it is a {@link FeatureDisabledException} or has one among its
     * causes, as Spring looks for exception handlers. One around it that has a status of its own keeps it.
     *
     * @param thrown what a request has ended with
     * @return whether a feature that is off is behind it
     */
    static boolean answers(Throwable thrown) {
        @Nullable Throwable link = thrown;
        for (int depth = 0; link != null && depth < MAX_CAUSES; depth++) {
            if (hasOwnStatus(link)) {
                return false;
            }
            if (link instanceof FeatureDisabledException) {
                return true;
            }
            link = link.getCause();
        }
        return false;
    }

    private static boolean hasOwnStatus(Throwable link) {
        return link instanceof ErrorResponse
                || AnnotatedElementUtils.hasAnnotation(link.getClass(), ResponseStatus.class);
    }
}
