package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;

class PublishedFlagsTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String FLAG = "/ofrep/v1/evaluate/flags/button_color";

    /** Without the stereotype of a configuration, so that the shop does not find it. */
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void theChainLeavesFlagsToOfrep() throws Exception {
        try (var context = new SpringApplicationBuilder(Application.class, PublishedFlags.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--spring.data.redis.port=1",
                        "--spring.security.user.name=ada",
                        "--spring.security.user.password=secret",
                        "--feature-flags.store=memory",
                        "--feature-flags.ofrep.anonymous=false",
                        "--feature-flags.ofrep.api-keys.shop-page.key=key-of-the-page")) {
            String url = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
            String login = "Basic " + Base64.getEncoder().encodeToString("ada:secret".getBytes(StandardCharsets.UTF_8));
            assertThat(post(url + FLAG, "Accept", "*/*").statusCode()).isEqualTo(401);
            assertThat(post(url + FLAG, "Accept", "*/*").body()).contains("\"errorCode\":\"GENERAL\"");
            assertThat(post(url + FLAG, "X-API-Key", "wrong").statusCode()).isEqualTo(401);
            assertThat(post(url + FLAG, "X-API-Key", "key-of-the-page").statusCode())
                    .isEqualTo(200);
            assertThat(post(url + FLAG, "Authorization", login).body())
                    .isEqualTo("{\"key\":\"button_color\",\"value\":true,\"reason\":\"STATIC\",\"variant\":\"on\"}");
            assertThat(send("GET", url + "/orders", "Accept", "*/*").statusCode())
                    .isEqualTo(401);
            assertThat(send("GET", url + "/orders", "Authorization", login).statusCode())
                    .isEqualTo(404);
            // Other paths keep their protection against forged requests, whose error page requires a login.
            assertThat(post(url + "/orders", "Authorization", login).statusCode())
                    .isEqualTo(401);
        }
    }

    private static HttpResponse<String> post(String url, String header, String value)
            throws IOException, InterruptedException {
        return send("POST", url, header, value);
    }

    private static HttpResponse<String> send(String method, String url, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .header(header, value)
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }
}
