package io.featureflags.actuate;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Maps each {@code EndpointRoute} on WebFlux. */
public final class ReactiveWriteMapping extends RequestMappingHandlerMapping {

    private final @Nullable String endpoint;

    private final boolean writable;

    private final LazyOperations operations;

    /**
     * Creates the mapping.
     *
     * @param endpoint path of the endpoint, such as {@code /actuator/featureflags}; null if it is not on the web
     * @param writable whether flags may be changed
     * @param operations operations of the endpoint
     */
    public ReactiveWriteMapping(@Nullable String endpoint, boolean writable, LazyOperations operations) {
        this.endpoint = endpoint;
        this.writable = writable;
        this.operations = operations;
        setOrder(EndpointRoute.ORDER);
    }

    @Override
    protected boolean isHandler(Class<?> beanType) {
        return false; // The controllers of the application have another mapping.
    }

    @Override
    protected void initHandlerMethods() {
        if (endpoint != null) {
            for (EndpointRoute route : EndpointRoute.of(writable)) {
                registerMapping(
                        mappingOf(endpoint, route),
                        new ReactiveHandler(operations, route.allow()),
                        route.handlerOf(ReactiveHandler.class));
            }
        }
    }

    private static RequestMappingInfo mappingOf(String path, EndpointRoute route) {
        return RequestMappingInfo.paths(path + route.path())
                .methods(route.methods().toArray(RequestMethod[]::new))
                .consumes(route.consumes().toArray(String[]::new))
                .params(route.params().toArray(String[]::new))
                .build();
    }

    /** Leaves other requests for these paths to the next mapping. */
    @Override
    protected @Nullable HandlerMethod handleNoMatch(Set<RequestMappingInfo> infos, ServerWebExchange exchange) {
        return null;
    }

    /**
     * Handler methods of the routes. Operations wait for the store, and so run on a thread that may wait.
     *
     * @param operations operations of the endpoint
     * @param allow methods of HTTP that the path supports
     */
    record ReactiveHandler(LazyOperations operations, String allow) {

        public Mono<ResponseEntity<Object>> set(
                @PathVariable("name") String name,
                @RequestBody Map<String, @Nullable Object> body,
                ServerWebExchange exchange) {
            return byUser(exchange, user -> operations.get().web.set(name, body, user));
        }

        public Mono<ResponseEntity<Object>> importAll(
                @RequestParam(name = "dryRun", required = false) @Nullable String dryRun,
                @RequestParam(name = "reason", required = false) @Nullable String reason,
                ServerWebExchange exchange) {
            return DataBufferUtils.join(exchange.getRequest().getBody(), WebOperations.MAX_DOCUMENT)
                    .map(ReactiveHandler::bytes)
                    .defaultIfEmpty(new byte[0])
                    .flatMap(document ->
                            byUser(exchange, user -> operations.get().web.importAll(document, dryRun, reason, user)))
                    .onErrorResume(
                            DataBufferLimitException.class,
                            ex -> Mono.just(JsonResponse.of(operations.get().web.tooLarge())));
        }

        private static byte[] bytes(DataBuffer buffer) {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            DataBufferUtils.release(buffer);
            return bytes;
        }

        private static Mono<ResponseEntity<Object>> byUser(
                ServerWebExchange exchange, Function<@Nullable Principal, EndpointResult> operation) {
            return exchange.getPrincipal()
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .flatMap(user -> Mono.fromCallable(() -> operation.apply(user.orElse(null)))
                            .subscribeOn(Schedulers.boundedElastic()))
                    .map(JsonResponse::of);
        }

        public ResponseEntity<Object> reject() {
            return JsonResponse.of(WebOperations.ambiguous());
        }

        public ResponseEntity<Object> rejectMethod() {
            return JsonResponse.of(WebOperations.methodNotAllowed(allow), HttpHeaders.ALLOW, allow);
        }

        public ResponseEntity<Object> rejectType() {
            return JsonResponse.of(
                    WebOperations.unsupportedType(), HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
        }

        @ExceptionHandler(ResponseStatusException.class)
        public ResponseEntity<Object> unreadable(ResponseStatusException ex) {
            return JsonResponse.of(WebOperations.unreadable(ex.getStatusCode().value()));
        }
    }
}
