package io.featureflags.test;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.webtestclient.autoconfigure.WebTestClientBuilderCustomizer;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientRequest;

/** Lets {@code WebTestClient} send the scope of the test. */
final class ScopedWebTestClients implements WebTestClientBuilderCustomizer {

    private final ContextScopes scopes;

    ScopedWebTestClients(ContextScopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public void customize(WebTestClient.Builder builder) {
        builder.filter((request, next) -> next.exchange(scoped(request)));
    }

    private ClientRequest scoped(ClientRequest request) {
        @Nullable FeatureScope scope = BoundScope.current();
        return scope == null
                ? request
                : ClientRequest.from(request)
                        .headers(headers -> headers.set(TestFeatureFlags.HEADER, scopes.header(scope)))
                        .build();
    }
}
