package io.featureflags.test;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Sends the scope of the test that makes a request.
 *
 * @param scopes those of the application
 */
record ScopeHeaderInterceptor(ContextScopes scopes) implements ClientHttpRequestInterceptor {

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        @Nullable FeatureScope scope = BoundScope.current();
        if (scope != null) {
            request.getHeaders().set(TestFeatureFlags.HEADER, scopes.header(scope));
        }
        return execution.execute(request, body);
    }
}
