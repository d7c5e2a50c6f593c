package io.featureflags.test;

import org.springframework.boot.resttestclient.autoconfigure.RestTestClientBuilderCustomizer;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Lets {@code RestTestClient} send the scope of the test. */
final class ScopedRestTestClients implements RestTestClientBuilderCustomizer {

    private final ContextScopes scopes;

    ScopedRestTestClients(ContextScopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public void customize(RestTestClient.Builder<?> builder) {
        builder.requestInterceptor(new ScopeHeaderInterceptor(scopes));
    }
}
