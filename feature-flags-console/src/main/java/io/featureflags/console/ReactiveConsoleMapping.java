package io.featureflags.console;

import java.net.URI;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Maps each {@code ConsoleRoute} on WebFlux. */
final class ReactiveConsoleMapping extends RequestMappingHandlerMapping {

    private final @Nullable String endpoint;

    private final ReactiveHandler handler;

    /**
     * Creates the mapping.
     *
     * @param endpoint path of the endpoint; null if it is not on the web
     * @param page the page
     * @param csrf finds the token of a request, if there is one
     */
    ReactiveConsoleMapping(
            @Nullable String endpoint, ConsolePage page, Function<ServerWebExchange, Mono<CsrfView>> csrf) {
        this.endpoint = endpoint;
        this.handler = new ReactiveHandler(page, csrf);
        setOrder(ConsoleRoute.ORDER);
    }

    @Override
    protected boolean isHandler(Class<?> beanType) {
        return false; // The controllers of the application have another mapping.
    }

    @Override
    protected void initHandlerMethods() {
        if (endpoint != null) {
            for (ConsoleRoute route : ConsoleRoute.all()) {
                RequestMappingInfo info = RequestMappingInfo.paths(endpoint + route.path())
                        .methods(route.methods().toArray(new RequestMethod[0]))
                        .headers(route.headers())
                        .produces(route.produces())
                        .build();
                registerMapping(info, handler, route.handlerOf(ReactiveHandler.class));
            }
        }
    }

    /** Leaves other requests for these paths to the next mapping. */
    @Override
    protected @Nullable HandlerMethod handleNoMatch(Set<RequestMappingInfo> infos, ServerWebExchange exchange) {
        return null;
    }

    /**
     * Handler methods of the routes. Operations wait for the store, and so run on a thread that may wait.
     *
     * @param page the page
     * @param csrf finds the token of a request
     */
    record ReactiveHandler(ConsolePage page, Function<ServerWebExchange, Mono<CsrfView>> csrf) {

        /** Redirects to the page, relatively: a proxy may have another prefix. */
        public ResponseEntity<Object> redirect(ServerWebExchange exchange) {
            secure(exchange);
            return ResponseEntity.status(302)
                    .header(HttpHeaders.LOCATION, "console/")
                    .build();
        }

        public Mono<ResponseEntity<Object>> index(ServerWebExchange exchange) {
            return byUser(exchange, user -> page.operations().file(ConsoleFiles.INDEX, user));
        }

        public Mono<ResponseEntity<Object>> file(@PathVariable("name") String name, ServerWebExchange exchange) {
            return byUser(exchange, user -> page.operations().file(name, user));
        }

        public Mono<ResponseEntity<Object>> me(ServerWebExchange exchange) {
            return user(exchange).flatMap(user -> {
                Mono<CsrfView> token =
                        page.operations().mayWrite(user.orElse(null)) ? csrf.apply(exchange) : Mono.<CsrfView>empty();
                return token.map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .map(found -> page.operations().me(user.orElse(null), found.orElse(null)))
                        .map(result -> sent(result, exchange));
            });
        }

        public Mono<ResponseEntity<Object>> list(ServerWebExchange exchange) {
            return byUser(exchange, user -> page.operations().list(user));
        }

        public Mono<ResponseEntity<Object>> flag(@PathVariable("name") String name, ServerWebExchange exchange) {
            return byUser(exchange, user -> page.operations().flag(name, user));
        }

        public Mono<ResponseEntity<Object>> change(@PathVariable("name") String name, ServerWebExchange exchange) {
            return user(exchange).flatMap(user -> {
                ConsoleResult refusal = page.operations().refusal(name, from(exchange, user.orElse(null)));
                return refusal != null ? Mono.just(sent(refusal, exchange)) : changed(name, exchange);
            });
        }

        private Mono<ResponseEntity<Object>> changed(String name, ServerWebExchange exchange) {
            return DataBufferUtils.join(exchange.getRequest().getBody(), ConsoleOperations.MAX_BODY)
                    .map(ReactiveHandler::bytes)
                    .defaultIfEmpty(new byte[0])
                    .flatMap(body -> byUser(exchange, user -> page.operations().change(name, body, user)))
                    .onErrorResume(
                            DataBufferLimitException.class,
                            ex -> Mono.just(sent(ConsoleOperations.tooLarge(), exchange)));
        }

        public ResponseEntity<Object> rejectMethod(ServerWebExchange exchange) {
            return sent(ConsoleOperations.methodNotAllowed(), exchange);
        }

        private static ConsoleRequest from(ServerWebExchange exchange, @Nullable Principal user) {
            HttpHeaders headers = exchange.getRequest().getHeaders();
            URI uri = exchange.getRequest().getURI();
            return new ConsoleRequest(
                    user,
                    headers.getFirst(HttpHeaders.CONTENT_TYPE),
                    headers.getFirst("Sec-Fetch-Site"),
                    headers.getFirst(HttpHeaders.ORIGIN),
                    ConsoleRequest.origin(
                            String.valueOf(uri.getScheme()), String.valueOf(uri.getHost()), uri.getPort()));
        }

        private static byte[] bytes(DataBuffer buffer) {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            DataBufferUtils.release(buffer);
            return bytes;
        }

        private static Mono<Optional<Principal>> user(ServerWebExchange exchange) {
            return exchange.getPrincipal().map(Optional::of).defaultIfEmpty(Optional.empty());
        }

        private static Mono<ResponseEntity<Object>> byUser(
                ServerWebExchange exchange, Function<@Nullable Principal, ConsoleResult> operation) {
            return user(exchange)
                    .flatMap(user -> Mono.fromCallable(() -> operation.apply(user.orElse(null)))
                            .subscribeOn(Schedulers.boundedElastic()))
                    .map(result -> sent(result, exchange));
        }

        private static ResponseEntity<Object> sent(ConsoleResult result, ServerWebExchange exchange) {
            secure(exchange);
            return result.toResponse();
        }

        /** Sets the headers last, so that they take the place of those of the application. */
        private static void secure(ServerWebExchange exchange) {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            SafeHeaders.ALL.forEach(headers::set);
            exchange.getResponse().beforeCommit(() -> {
                SafeHeaders.ALL.forEach(headers::set);
                return Mono.empty();
            });
        }
    }
}
