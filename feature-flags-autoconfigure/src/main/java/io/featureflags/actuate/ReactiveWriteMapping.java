package io.featureflags.actuate;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes writes of flags on WebFlux whose value is an object, as {@link ServletWriteMapping} does. */
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
        Method write =
                ReflectionUtils.findMethod(Writes.class, "write", String.class, Map.class, ServerWebExchange.class);
        registerMapping(
                RequestMappingInfo.paths(endpoint + "/{name}")
                        .methods(RequestMethod.POST)
                        .consumes("application/json", "application/*+json")
                        .build(),
                writes,
                Objects.requireNonNull(write));
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
            return exchange.getPrincipal()
                    .map(Principal::getName)
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .flatMap(user -> Mono.fromCallable(() -> answers.set(name, body, user.orElse(null)))
                            .subscribeOn(Schedulers.boundedElastic()))
                    .map(answer -> ResponseEntity.status(answer.status()).body(answer.body()));
        }
    }
}
