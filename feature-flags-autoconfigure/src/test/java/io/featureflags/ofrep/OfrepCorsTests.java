package io.featureflags.ofrep;

import static io.featureflags.ofrep.OfrepServer.ALL;
import static io.featureflags.ofrep.OfrepServer.ANONYMOUS;
import static io.featureflags.ofrep.OfrepServer.BULK;
import static io.featureflags.ofrep.OfrepServer.ENABLED;
import static io.featureflags.ofrep.OfrepServer.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

/** Requests from pages of other origins, on real servers. */
class OfrepCorsTests {

    private static final String SHOP = "https://shop.example";

    private static HttpResponse<String> preflight(OfrepServer server, String path, String origin) {
        return server.send(
                "OPTIONS",
                path,
                null,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type,x-api-key");
    }

    private static List<String> header(HttpResponse<String> response, String name) {
        return response.headers().allValues(name);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void preflightsNeedNoLogin(WebApplicationType type) {
        try (OfrepServer server = OfrepServer.start(
                type,
                SecuredOfrepApplication.class,
                ENABLED,
                ALL,
                "feature-flags.ofrep.api-keys.web.key=k",
                "feature-flags.ofrep.cors.allowed-origins=" + SHOP + ",http://localhost:3000")) {
            for (String path : List.of(BULK, SINGLE + "a", "/ofrep/v1/stream")) {
                HttpResponse<String> response = preflight(server, path, SHOP);
                assertThat(response.statusCode()).isEqualTo(204);
                assertThat(header(response, "Access-Control-Allow-Origin")).containsExactly(SHOP);
                assertThat(header(response, "Access-Control-Allow-Methods")).containsExactly("POST, GET");
                assertThat(header(response, "Access-Control-Allow-Headers"))
                        .containsExactly("Content-Type, Authorization, X-API-Key, If-None-Match");
                assertThat(header(response, "Access-Control-Allow-Credentials")).isEmpty();
                assertThat(header(response, "Vary")).contains("Origin");
                HttpResponse<String> refused = preflight(server, path, "https://other.example");
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.body()).contains("\"errorCode\":\"GENERAL\"");
                assertThat(header(refused, "Access-Control-Allow-Origin")).isEmpty();
            }
            HttpResponse<String> answer = server.post(BULK, "{}", "Origin", SHOP, "X-API-Key", "k");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Access-Control-Allow-Origin")).containsExactly(SHOP);
            assertThat(header(answer, "Access-Control-Expose-Headers")).containsExactly("ETag, Retry-After");
            assertThat(header(answer, "Vary")).contains("Origin");
            assertThat(header(server.post(BULK, "{}", "Origin", SHOP), "Access-Control-Allow-Origin"))
                    .as("status 401")
                    .containsExactly(SHOP);
            assertThat(header(
                            server.post(BULK, "{}", "Origin", "https://other.example", "X-API-Key", "k"),
                            "Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void anyOriginOrNone(WebApplicationType type) {
        try (OfrepServer server = OfrepServer.open(type, "feature-flags.ofrep.cors.allowed-origins=*")) {
            assertThat(header(preflight(server, BULK, SHOP), "Access-Control-Allow-Origin"))
                    .containsExactly("*");
            assertThat(header(server.post(BULK, "{}", "Origin", SHOP), "Access-Control-Allow-Origin"))
                    .containsExactly("*");
        }
        try (OfrepServer server = OfrepServer.start(type, OfrepServer.Application.class, ENABLED, ALL, ANONYMOUS)) {
            assertThat(preflight(server, BULK, SHOP).statusCode()).isEqualTo(403);
            HttpResponse<String> answer = server.post(BULK, "{}", "Origin", SHOP);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
            assertThat(header(answer, "Vary")).doesNotContain("Origin");
        }
    }
}
