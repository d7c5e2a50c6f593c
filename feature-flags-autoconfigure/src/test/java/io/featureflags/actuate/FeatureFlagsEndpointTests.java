package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.actuate.EndpointApplication.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The endpoint over HTTP, on MVC and on WebFlux. */
class FeatureFlagsEndpointTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private int port;

    private @Nullable String user = "ada";

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void listsShowsChangesAndExplains(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            port = EndpointApplication.port(context, "local.server.port");
            Shop shop = context.getBean(Shop.class);
            assertThat(shop.checkout()).isEqualTo("new");

            String all = body(200, get(""));
            assertThat(list(all, "$.flags[*].name")).containsExactly("checkout", "shop.basket:v2");
            String flag = body(200, get("/checkout"));
            assertThat(read(flag, "$.configured")).isEqualTo(true);
            assertThat(read(flag, "$.source")).isEqualTo("CONFIGURATION");
            assertThat(read(flag, "$.owner")).isEqualTo("team-checkout");
            assertThat(read(flag, "$.expires")).isEqualTo("2999-12-31");
            assertThat(read(flag, "$.references[0].class")).isEqualTo(Shop.class.getName());
            assertThat(read(flag, "$.references[0].calls.new")).isEqualTo(1);
            assertThat(flag).doesNotContain("\"value\"").doesNotContain("null");

            String set = body(200, post("/checkout", "{\"value\": {\"percentage\": 0.5}, \"reason\": \"canary\"}"));
            assertThat(read(set, "$.value")).isEqualTo("{\"percentage\": 0.5}");
            assertThat(shop.checkout()).isEqualTo("legacy");
            Object version = read(set, "$.version");

            String conflict = body(409, post("/checkout", "{\"value\": \"true\", \"expectedVersion\": \"0-0\"}"));
            assertThat(read(conflict, "$.version")).isEqualTo(version);
            body(200, post("/checkout", "{\"value\": true, \"expectedVersion\": \"" + version + "\"}"));
            assertThat(shop.checkout()).isEqualTo("new");

            String history = body(200, get("/checkout/history"));
            assertThat(list(history, "$.entries[*].after")).containsExactly("true", "{\"percentage\": 0.5}");
            assertThat(read(history, "$.entries[1].actor")).isEqualTo("ada");
            assertThat(read(history, "$.entries[1].source")).isEqualTo("MANUAL");
            assertThat(read(history, "$.entries[1].via")).isEqualTo("actuator");
            assertThat(read(history, "$.entries[1].reason")).isEqualTo("canary");
            assertThat(read(body(200, get("/checkout")), "$.lastChange.before")).isEqualTo("{\"percentage\": 0.5}");

            body(200, post("/shop.basket:v2", "{\"value\": \"10%\"}"));
            String why = body(200, get("/shop.basket:v2/explain?user=grace&attributes=country=DE"));
            assertThat(read(why, "$.reason")).isEqualTo("SPLIT");
            assertThat(list(why, "$.steps[*].step")).contains("percentage");

            String deleted = body(200, send("DELETE", "/checkout?reason=over", null));
            assertThat(deleted).doesNotContain("\"value\"");
            assertThat(shop.checkout()).isEqualTo("new");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void namesTheProblemsOfARequest(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            port = EndpointApplication.port(context, "local.server.port");

            body(404, get("/unknown"));
            body(404, get("/no%20name"));
            body(404, get("/unknown/history"));
            body(404, get("/checkout/nothing"));
            body(404, post("/unknown", "{\"value\": \"true\"}"));
            String bad = body(400, post("/checkout", "{\"value\": 7, \"expectedVersion\": 1, \"reason\": {}}"));
            assertThat(list(bad, "$.problems")).hasSize(3);
            String nonsense = body(400, post("/checkout", "{\"value\": \"maybe\"}"));
            assertThat(read(nonsense, "$.problems[0]")).asString().startsWith("'value' is not understood: ");
            body(400, post("/checkout", "{\"value\": {\"percentage\": 101}}"));
            body(400, post("/checkout", "{\"value\": {\"percentage\": null}}"));
            body(400, get("/checkout/explain?attributes=country"));
            body(400, get("/checkout/history?limit=0"));
            assertThat(list(body(200, get("/checkout/history")), "$.entries")).isEmpty();

            user = null;
            body(401, post("/checkout", "{\"value\": \"true\"}"));
            body(401, send("DELETE", "/checkout", null));
            body(200, get("/checkout"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void obeysTheConfiguredAccess(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext context =
                EndpointApplication.start(type, "management.endpoint.featureflags.access=read-only")) {
            port = EndpointApplication.port(context, "local.server.port");

            body(200, get("/checkout"));
            body(405, post("/checkout", "{\"value\": \"true\"}"));
            body(405, send("DELETE", "/checkout", null));
        }
        try (ConfigurableApplicationContext context =
                EndpointApplication.start(type, "management.endpoints.web.exposure.exclude=featureflags")) {
            port = EndpointApplication.port(context, "local.server.port");

            body(404, get("/checkout"));
            body(404, post("/checkout", "{\"value\": \"true\"}"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void isOnThePortOfTheManagementServer(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext context = EndpointApplication.start(
                type,
                "management.server.port=0",
                "management.endpoints.web.base-path=/actuator",
                "management.endpoints.web.path-mapping.featureflags=featureflags")) {
            int application = EndpointApplication.port(context, "local.server.port");
            port = EndpointApplication.port(context, "local.management.port");

            assertThat(port).isNotEqualTo(application);
            body(200, get("/checkout"));
            user = null; // The logins of this application are not on that port.
            body(401, post("/checkout", "{\"value\": {\"percentage\": 1}}"));
            port = application;
            body(404, get("/checkout"));
        }
    }

    private static Object read(String json, String path) {
        return JsonPath.read(json, path);
    }

    private static List<Object> list(String json, String path) {
        return JsonPath.read(json, path);
    }

    private static String body(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/actuator/featureflags" + path))
                .timeout(TIMEOUT)
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (user != null) {
            request.header(EndpointApplication.USER, user);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
