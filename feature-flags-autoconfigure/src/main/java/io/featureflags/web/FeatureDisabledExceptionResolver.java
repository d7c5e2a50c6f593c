package io.featureflags.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers a {@link io.featureflags.FeatureDisabledException} on Spring MVC with 404 as a problem of RFC 9457, whatever
 * kind of handler has thrown it. What a servlet filter throws does not come here.
 *
 * <p>It is the last of the resolvers: a handler of the application comes first, also one for all exceptions, just as it
 * comes before the status of an exception that is annotated with {@code @ResponseStatus}.
 */
public final class FeatureDisabledExceptionResolver implements HandlerExceptionResolver, Ordered {

    private static final Log logger = LogFactory.getLog(FeatureDisabledExceptionResolver.class);

    /** Creates the resolver; it has no state. */
    public FeatureDisabledExceptionResolver() {}

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (response.isCommitted() || !NotFoundProblem.answers(exception)) {
            return null;
        }
        logger.debug("Answered with 404", exception);
        try {
            write(response);
        } catch (IOException ex) {
            logger.debug("The client has gone", ex);
        }
        return new ModelAndView(); // Empty: the response is complete.
    }

    private static void write(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] bytes = NotFoundProblem.bytes();
        response.setContentLength(bytes.length);
        try {
            response.getOutputStream().write(bytes);
        } catch (IllegalStateException ex) {
            response.getWriter().write(NotFoundProblem.text()); // The method has a writer among its parameters.
        }
    }
}
