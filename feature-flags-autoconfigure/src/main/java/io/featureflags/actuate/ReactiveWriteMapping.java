package io.featureflags.actuate;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes writes of flags on WebFlux that Spring Boot's own mapping does not, as {@link ServletWriteMapping} does. */
public final class ReactiveWriteMapping extends RequestMappingHandlerMapping {

    /** Before the mapping of endpoints, whose order is -100. */
    private static final int ORDER = -110;

    private final @Nullable String endpoint;

    private final Writes writes;

    /**
     * Creates the mapping.
     *
     * @param endpoint the path of the endpoint, such as {@code /actuator/featureflags}; null for no writes at all
     * @param answers what it answers
     */
    public ReactiveWriteMapping(@Nullable String endpoint, WebAnswers answers) {
        this.endpoint = endpoint;
        this.writes = new Writes(answers);
        setOrder(ORDER);
    }

    @Override
    protected boolean isHandler(Class<?> beanType) {
        return false; // No controller of the application.
    }

    @Override
    protected void initHandlerMethods() {
        if (endpoint == null) {
            return;
        }
        register(endpoint + "/{name}", "write");
        register(endpoint, "importAll");
    }

    private void register(String path, String method) {
        Method handler = ReflectionUtils.findMethod(Writes.class, method, (Class<?>[]) null);
        registerMapping(
                RequestMappingInfo.paths(path)
                        .methods(RequestMethod.POST)
                        .consumes("application/json", "application/*+json")
                        .build(),
                writes,
                Objects.requireNonNull(handler));
    }

    /** Whatever else is asked of that path is not for us. */
    @Override
    protected @Nullable HandlerMethod handleNoMatch(Set<RequestMappingInfo> infos, ServerWebExchange exchange) {
        return null;
    }

    /** @param answers what is answered */
    record Writes(WebAnswers answers) {

        /** The store is waited for, on a thread that may wait. */
        public Mono<ResponseEntity<Object>> write(
                @PathVariable("name") String name,
                @RequestBody Map<String, @Nullable Object> body,
                ServerWebExchange exchange) {
            return byUser(exchange, user -> answers.set(name, body, user));
        }

        public Mono<ResponseEntity<Object>> importAll(
                @RequestParam(name = "dryRun", required = false) @Nullable String dryRun,
                @RequestParam(name = "reason", required = false) @Nullable String reason,
                ServerWebExchange exchange) {
            return DataBufferUtils.join(exchange.getRequest().getBody(), WebAnswers.MAX_DOCUMENT)
                    .map(Writes::bytes)
                    .defaultIfEmpty(new byte[0])
                    .flatMap(document -> byUser(exchange, user -> answers.importAll(document, dryRun, reason, user)))
                    .onErrorResume(DataBufferLimitException.class, ex -> Mono.just(response(answers.tooLarge())));
        }

        private static byte[] bytes(DataBuffer buffer) {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            DataBufferUtils.release(buffer);
            return bytes;
        }

        private static Mono<ResponseEntity<Object>> byUser(
                ServerWebExchange exchange, Function<@Nullable String, WebAnswers.Answer> writing) {
            return exchange.getPrincipal()
                    .map(Principal::getName)
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .flatMap(user -> Mono.fromCallable(() -> writing.apply(user.orElse(null)))
                            .subscribeOn(Schedulers.boundedElastic()))
                    .map(Writes::response);
        }

        private static ResponseEntity<Object> response(WebAnswers.Answer answer) {
            return ResponseEntity.status(answer.status()).body(answer.body());
        }
    }
}
