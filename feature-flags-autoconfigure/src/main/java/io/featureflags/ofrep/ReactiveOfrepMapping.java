package io.featureflags.ofrep;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Maps the paths of the protocol on WebFlux, for all methods. */
public final class ReactiveOfrepMapping implements HandlerMapping, Ordered {

    private final Map<OfrepRoute, PathPattern> patterns = new EnumMap<>(OfrepRoute.class);

    private final OfrepProtocol protocol;

    private final ReactiveLogins logins;

    /**
     * Creates the mapping.
     *
     * @param protocol the protocol
     * @param logins finds the authenticated user of a request
     */
    public ReactiveOfrepMapping(OfrepProtocol protocol, ReactiveLogins logins) {
        this.protocol = protocol;
        this.logins = logins;
        for (OfrepRoute route : OfrepRoute.values()) {
            patterns.put(route, PathPatternParser.defaultInstance.parse(route.pattern()));
        }
    }

    @Override
    public int getOrder() {
        return OfrepRoute.ORDER;
    }

    @Override
    public Mono<Object> getHandler(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        for (Map.Entry<OfrepRoute, PathPattern> entry : patterns.entrySet()) {
            PathPattern.PathMatchInfo match = entry.getValue().matchAndExtract(path);
            if (match != null) {
                exchange.getAttributes().put(BEST_MATCHING_PATTERN_ATTRIBUTE, entry.getValue());
                String key = match.getUriVariables().get(OfrepRoute.KEY);
                ReactiveOfrepHandler handler = new ReactiveOfrepHandler(protocol, logins, entry.getKey(), key);
                // DispatcherHandler expects that a mapping has answered a preflight by itself.
                return CorsUtils.isPreFlightRequest(exchange.getRequest())
                        ? handler.handle(exchange).thenReturn(handler)
                        : Mono.just(handler);
            }
        }
        return Mono.empty();
    }
}
