package io.featureflags.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Client of the console, with or without a login, and with the cookies of one browser. Immutable. */
final class ConsoleClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;

    private final String base;

    private final Map<String, String> headers;

    private ConsoleClient(HttpClient http, String base, Map<String, String> headers) {
        this.http = http;
        this.base = base;
        this.headers = headers;
    }

    /** Returns a client of the port on which the endpoints are. */
    static ConsoleClient of(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        String port =
                environment.getProperty("local.management.port", environment.getRequiredProperty("local.server.port"));
        return at(Integer.parseInt(port), "/actuator/featureflags");
    }

    static ConsoleClient at(int port, String endpoint) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .connectTimeout(TIMEOUT)
                .build();
        return new ConsoleClient(http, "http://localhost:" + port + endpoint, Map.of());
    }

    ConsoleClient with(String header, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        if (value == null) {
            changed.remove(header);
        } else {
            changed.put(header, value);
        }
        return new ConsoleClient(http, base, changed);
    }

    /** Returns a client with a login; null for none. */
    ConsoleClient as(@Nullable String user) {
        return user == null
                ? this
                : with(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(UTF_8)));
    }

    /** Returns a client that sends what the page sends, with the token of {@code me} if there is one. */
    ConsoleClient asPage() {
        ConsoleClient page = with("X-Requested-With", "XMLHttpRequest")
                .with("Accept", "application/json")
                .with("Sec-Fetch-Site", "same-origin");
        String me = page.get("/-/console/me").body();
        try {
            return page.with(JsonPath.read(me, "$.csrf.header"), JsonPath.read(me, "$.csrf.token"));
        } catch (PathNotFoundException | IllegalArgumentException ex) {
            return page;
        }
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null);
    }

    HttpResponse<String> post(String path, Map<String, ?> fields) {
        return send("POST", path, JSON.writeValueAsString(fields));
    }

    HttpResponse<String> send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException ex) {
            throw new IllegalStateException(method + " " + path, ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }
}
