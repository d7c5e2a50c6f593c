package io.featureflags.web;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Handles a {@link io.featureflags.FeatureDisabledException} of a controller, functional endpoint or filter of Spring
 * WebFlux with 404, as a problem of RFC 9457.
 *
 * <p>It comes after every {@code @ExceptionHandler} of the application, even one for all exceptions, and after every
 * {@code WebExceptionHandler} of the application whose order is {@value #ORDER} or less. It comes before Spring Boot's
 * handler, which handles all remaining exceptions with 500 and the path.
 */
public final class FeatureDisabledWebExceptionHandler implements WebExceptionHandler, Ordered {

    /** Just before Spring Boot's handler, whose order is -1. */
    static final int ORDER = -2;

    private static final Log logger = LogFactory.getLog(FeatureDisabledWebExceptionHandler.class);

    /** Creates the handler, which has no state. */
    public FeatureDisabledWebExceptionHandler() {}

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable exception) {
        ServerHttpResponse response = exchange.getResponse();
        if (!NotFoundProblem.applies(exception) || !response.setStatusCode(HttpStatus.NOT_FOUND)) {
            return Mono.error(exception); // Another exception, or the response is already committed.
        }
        logger.debug("A disabled feature was requested: responded with 404", exception);
        byte[] bytes = NotFoundProblem.bytes();
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(bytes.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }
}
