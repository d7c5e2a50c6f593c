package io.featureflags.ofrep;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A request of WebFlux.
 *
 * @param request the request
 */
record ReactiveOfrepRequest(ServerHttpRequest request) implements OfrepRequest {

    @Override
    public String method() {
        return request.getMethod().name();
    }

    @Override
    public String path() {
        return request.getPath().value();
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = request.getHeaders().get(name);
        return values == null || values.isEmpty() ? null : String.join(",", values);
    }

    @Override
    public @Nullable String parameter(String name) {
        return request.getQueryParams().getFirst(name);
    }
}
