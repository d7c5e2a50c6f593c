package io.featureflags.ofrep;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of a servlet container.
 *
 * @param request the request
 */
record ServletOfrepRequest(HttpServletRequest request) implements OfrepRequest {

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return request.getRequestURI();
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? null : String.join(",", values);
    }

    @Override
    public @Nullable String parameter(String name) {
        return request.getParameter(name);
    }
}
