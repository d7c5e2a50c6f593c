package io.featureflags.context;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Keeps answers in the attributes of each exchange, and passes them to flags in Reactor's context. Runs before all
 * other filters, which may check flags too.
 */
public final class ReactiveRequestFilter implements WebFilter, Ordered {

    private static final String ATTRIBUTE = RequestAnswers.class.getName();

    /** Creates the filter; it has no state. */
    public ReactiveRequestFilter() {}

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            RequestAnswers answers = answersOf(exchange);
            return chain.filter(exchange)
                    .doFinally(signal -> answers.end())
                    .contextWrite(Context.of(RequestAnswers.class, answers));
        });
    }

    private static RequestAnswers answersOf(ServerWebExchange exchange) {
        if (exchange.getAttribute(ATTRIBUTE) instanceof RequestAnswers answers && !answers.hasEnded()) {
            return answers;
        }
        RequestAnswers answers = new RequestAnswers();
        exchange.getAttributes().put(ATTRIBUTE, answers);
        return answers;
    }
}
