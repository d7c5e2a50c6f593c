package io.featureflags.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Permissions of the shop's two users, and of anonymous ones, on its endpoints. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.data.redis.port=1", "management.health.redis.enabled=false"})
class LoginTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final List<String> OPERATIONS = List.of(
            "GET /featureflags",
            "GET /featureflags/new_ui_layout",
            "GET /featureflags/new_ui_layout/history",
            "GET /featureflags/new_ui_layout/explain?user=ada",
            "POST /featureflags/new_ui_layout",
            "DELETE /featureflags/new_ui_layout",
            "POST /featureflags/no_such_flag",
            "GET /health");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    @LocalServerPort
    private int port;

    @Test
    void viewersReadAndEditorsWrite() throws Exception {
        StringBuilder table = new StringBuilder();
        for (String operation : OPERATIONS) {
            table.append(operation)
                    .append(": ")
                    .append(request(operation, null).statusCode())
                    .append(' ')
                    .append(request(operation, "viewer").statusCode())
                    .append(' ')
                    .append(request(operation, "editor").statusCode())
                    .append('\n');
        }
        assertThat(table.toString()).isEqualTo("""
                GET /featureflags: 401 200 200
                GET /featureflags/new_ui_layout: 401 200 200
                GET /featureflags/new_ui_layout/history: 401 200 200
                GET /featureflags/new_ui_layout/explain?user=ada: 401 403 200
                POST /featureflags/new_ui_layout: 401 403 200
                DELETE /featureflags/new_ui_layout: 401 403 200
                POST /featureflags/no_such_flag: 401 403 404
                GET /health: 200 200 200
                """);
        HttpResponse<String> history = request("GET /featureflags/new_ui_layout/history", "viewer");
        assertThat(history.body()).contains("\"actor\":\"editor\"").doesNotContain("viewer", "anonymous");
        assertThat(history.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    private HttpResponse<String> request(String operation, @Nullable String user)
            throws IOException, InterruptedException {
        String method = operation.substring(0, operation.indexOf(' '));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/actuator" + operation.substring(method.length() + 1)))
                .timeout(TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"value\": {\"percentage\": 10}}"));
        }
        if (user != null) {
            String login = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(UTF_8));
            request.header("Authorization", "Basic " + login);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
