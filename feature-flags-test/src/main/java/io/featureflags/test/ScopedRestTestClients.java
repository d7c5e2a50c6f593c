package io.featureflags.test;

import org.springframework.boot.resttestclient.autoconfigure.RestTestClientBuilderCustomizer;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Lets {@code RestTestClient} send the scope of the test. */
final class ScopedRestTestClients implements RestTestClientBuilderCustomizer {

    ScopedRestTestClients() {}

    @Override
    public void customize(RestTestClient.Builder<?> builder) {
        builder.requestInterceptor(new ScopeHeaderInterceptor());
    }
}
