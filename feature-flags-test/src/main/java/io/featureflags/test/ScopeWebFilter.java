package io.featureflags.test;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Puts the scope of a test into the context of an exchange whose request names it in a header. */
final class ScopeWebFilter implements WebFilter, Ordered {

    private final ContextScopes scopes;

    ScopeWebFilter(ContextScopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        @Nullable
        FeatureScope scope = scopes.find(exchange.getRequest().getHeaders().getFirst(TestFeatureFlags.HEADER));
        Mono<Void> filtered = chain.filter(exchange);
        return scope == null ? filtered : filtered.contextWrite(context -> context.put(ScopeAccessor.KEY, scope));
    }
}
