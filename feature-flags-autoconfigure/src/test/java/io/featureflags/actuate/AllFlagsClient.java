package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Client of the endpoint of an {@link EndpointApplication}. */
final class AllFlagsClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private final int port;

    @Nullable
    String user = "ada";

    AllFlagsClient(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return send(request(path).header("Accept", accept).GET());
    }

    String get(int status, String path) throws IOException, InterruptedException {
        return body(status, get(path, "*/*"));
    }

    String post(int status, String path, String json) throws IOException, InterruptedException {
        return post(status, path, HttpRequest.BodyPublishers.ofString(json));
    }

    String post(int status, String path, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        return body(
                status,
                send(request(path).header("Content-Type", "application/json").POST(body)));
    }

    String delete(int status, String path) throws IOException, InterruptedException {
        return body(status, send(request(path).DELETE()));
    }

    static List<Object> list(String json, String path) {
        return JsonPath.read(json, path);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/actuator/featureflags" + path))
                .timeout(TIMEOUT);
        return user == null ? request : request.header(EndpointApplication.USER, user);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String body(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body();
    }
}
