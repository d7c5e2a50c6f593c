package io.featureflags.console;

import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Token of Spring Security on WebFlux. A class of its own, because Spring Security may be absent. */
final class ReactiveCsrf {

    private ReactiveCsrf() {}

    static Mono<CsrfView> of(ServerWebExchange exchange) {
        return exchange.getAttribute(CsrfToken.class.getName()) instanceof Mono<?> token
                ? token.ofType(CsrfToken.class).map(found -> new CsrfView(found.getHeaderName(), found.getToken()))
                : Mono.empty();
    }
}
