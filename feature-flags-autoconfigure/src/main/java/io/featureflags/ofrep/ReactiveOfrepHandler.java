package io.featureflags.ofrep;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Handles one request on WebFlux.
 *
 * @param protocol the protocol
 * @param logins finds the authenticated user
 * @param route path of the request
 * @param key name of the flag; null for other routes
 */
record ReactiveOfrepHandler(
        OfrepProtocol protocol,
        ReactiveLogins logins,
        OfrepRoute route,
        @Nullable String key) implements WebHandler {

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ReactiveOfrepRequest request = new ReactiveOfrepRequest(exchange.getRequest());
        return logins.current()
                .<LoginSource>map(login -> () -> login)
                .defaultIfEmpty(() -> null)
                .onErrorResume(ex -> Mono.<LoginSource>just(() -> {
                    throw new IllegalStateException("The login cannot be determined", ex);
                }))
                .map(login -> protocol.admit(route, request, login))
                .flatMap(caller -> route == OfrepRoute.STREAM
                        ? openStream(caller, request, exchange.getResponse())
                                .thenReturn(Optional.<OfrepResponse>empty())
                        : evaluate(caller, request).map(Optional::of))
                // Spring knows a client that is gone, and logs nothing.
                .onErrorResume(ex -> exchange.getResponse().isCommitted() || ex instanceof IOException
                        ? Mono.error(ex)
                        : Mono.just(Optional.of(OfrepProtocol.failed(ex))))
                .flatMap(result -> result.isEmpty()
                        ? Mono.empty()
                        : write(exchange.getResponse(), protocol.finish(request, result.get())));
    }

    private Mono<OfrepResponse> evaluate(OfrepCaller caller, ReactiveOfrepRequest request) {
        return body(request).flatMap(body -> {
            CompletableFuture<@Nullable Void> wait = protocol.await(route, caller, request);
            Mono<OfrepResponse> answer = Mono.fromSupplier(() -> protocol.evaluate(caller, key, request, body));
            // Not on the thread that ends all waits.
            return wait == null
                    ? answer
                    : Mono.fromFuture(wait).publishOn(Schedulers.parallel()).then(answer);
        });
    }

    private static Mono<byte[]> body(ReactiveOfrepRequest request) {
        if (request.request().getHeaders().getContentLength() > ContextReader.MAX_BODY) {
            return Mono.error(OfrepProtocol.tooLarge());
        }
        return DataBufferUtils.join(request.request().getBody(), ContextReader.MAX_BODY)
                .map(ReactiveOfrepHandler::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(DataBufferLimitException.class, ex -> OfrepProtocol.tooLarge());
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private Mono<Void> openStream(OfrepCaller caller, ReactiveOfrepRequest request, ServerHttpResponse response) {
        protocol.reserveStream();
        writeHead(response, protocol.streamHead(request));
        Flux<byte[]> texts = Flux.create(sink -> {
            ReactiveStream stream = new ReactiveStream(sink, protocol.streams());
            stream.start();
            protocol.open(caller, request, stream);
        });
        return response.writeAndFlushWith(
                texts.map(text -> Mono.just(response.bufferFactory().wrap(text))));
    }

    private static Mono<Void> write(ServerHttpResponse response, OfrepResponse result) {
        writeHead(response, result);
        if (result.body().length == 0) {
            return response.setComplete();
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(result.body().length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(result.body())));
    }

    private static void writeHead(ServerHttpResponse response, OfrepResponse result) {
        response.setStatusCode(HttpStatusCode.valueOf(result.status()));
        result.headers().forEach((name, value) -> {
            if (name.equals("Vary")) {
                response.getHeaders().add(name, value); // Others may vary it too.
            } else {
                response.getHeaders().set(name, value);
            }
        });
    }
}
