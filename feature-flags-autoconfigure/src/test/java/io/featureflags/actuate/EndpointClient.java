package io.featureflags.actuate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
import tools.jackson.databind.json.JsonMapper;

/** Client of the endpoint of an application, with or without a login. Immutable. */
final class EndpointClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private static final JsonMapper JSON = new JsonMapper();

    private final int port;

    private final Map<String, String> headers;

    private EndpointClient(int port, Map<String, String> headers) {
        this.port = port;
        this.headers = headers;
    }

    static EndpointClient of(ConfigurableApplicationContext context) {
        return at(EndpointApplication.port(context, "local.server.port"));
    }

    static EndpointClient at(int port) {
        return new EndpointClient(port, Map.of());
    }

    EndpointClient with(String header, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(header, value);
        return new EndpointClient(port, changed);
    }

    /** Returns a client with the login of Basic authentication; null for none. */
    EndpointClient as(@Nullable String user) {
        return user == null ? this : login(user, SecuredApplication.PASSWORD);
    }

    EndpointClient login(String user, String password) {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return with("Authorization", "Basic " + login);
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null);
    }

    HttpResponse<String> delete(String path) {
        return send("DELETE", path, null);
    }

    HttpResponse<String> post(String path, Map<String, ?> fields) {
        return send("POST", path, JSON.writeValueAsString(fields));
    }

    /**
     * Sends a request.
     *
     * @param body body of the request, of the type JSON unless a header sets another one; null for none
     */
    HttpResponse<String> send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/actuator/featureflags" + path))
                .timeout(TIMEOUT)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::setHeader);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException ex) {
            throw new IllegalStateException(method + " " + path, ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }
}
