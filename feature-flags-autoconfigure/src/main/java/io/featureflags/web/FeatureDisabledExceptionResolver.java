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
 * Resolves a {@link io.featureflags.FeatureDisabledException} of any handler of Spring MVC to 404, as a problem of RFC 9457.
 * Exceptions of servlet filters do not reach it.
 *
 * <p>It is the last of the resolvers. A handler of the application comes first, even one for all exceptions, and so does
 * the status of an exception with {@code @ResponseStatus}.
 */
public final class FeatureDisabledExceptionResolver implements HandlerExceptionResolver, Ordered {

    private static final Log logger = LogFactory.getLog(FeatureDisabledExceptionResolver.class);

    /** Creates the resolver, which has no state. */
    public FeatureDisabledExceptionResolver() {}

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (response.isCommitted() || !NotFoundProblem.applies(exception)) {
            return null;
        }
        logger.debug("A disabled feature was requested: responded with 404", exception);
        try {
            write(response);
        } catch (IOException ex) {
            logger.debug("The client closed the connection before the 404 was written", ex);
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
            response.getWriter().write(NotFoundProblem.text()); // The handler method has a writer parameter.
        }
    }
}
