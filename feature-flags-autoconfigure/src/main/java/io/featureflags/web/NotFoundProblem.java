package io.featureflags.web;

import io.featureflags.FeatureDisabledException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The response to a request for a disabled feature: 404 as a problem of RFC 9457. The text is the same for all features and
 * contains no flag, class or method, so that a disabled feature stays secret.
 */
final class NotFoundProblem {

    /** The JSON of Spring's {@code ProblemDetail}, as a constant, so that no JSON library is needed. */
    private static final String TEXT = "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404}";

    /** More than any real chain of causes; needed since causes may form a cycle. */
    private static final int MAX_CAUSES = 100;

    private NotFoundProblem() {}

    /** Returns the problem as JSON. */
    static String text() {
        return TEXT;
    }

    /** Returns the problem as JSON in UTF-8. */
    static byte[] bytes() {
        return TEXT.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns whether this problem is the response to an exception: it is a {@link FeatureDisabledException} or has one among
     * its causes, as for Spring's exception handlers. An outer exception with a status of its own keeps that status.
     *
     * @param thrown exception of a request
     * @return whether a disabled feature caused it
     */
    static boolean applies(Throwable thrown) {
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
