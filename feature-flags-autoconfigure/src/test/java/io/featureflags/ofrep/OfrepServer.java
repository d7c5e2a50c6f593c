package io.featureflags.ofrep;

import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with OFREP on a real server, and a client of it. */
final class OfrepServer implements AutoCloseable {

    static final String SINGLE = "/ofrep/v1/evaluate/flags/";

    static final String BULK = "/ofrep/v1/evaluate/flags";

    static final String ENABLED = "feature-flags.ofrep.enabled=true";

    static final String ALL = "feature-flags.ofrep.flags=*";

    static final String ANONYMOUS = "feature-flags.ofrep.anonymous=true";

    static final String ADA = "{\"context\":{\"targetingKey\":\"ada\"}}";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private final ConfigurableApplicationContext context;

    private final String prefix;

    private OfrepServer(ConfigurableApplicationContext context) {
        this.context = context;
        this.prefix = "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        SettableStore store() {
            return new SettableStore();
        }
    }

    /** Starts an application that answers all callers for all flags. */
    static OfrepServer open(WebApplicationType type, String... properties) {
        return start(
                type,
                Application.class,
                Stream.concat(Stream.of(ENABLED, ALL, ANONYMOUS), Arrays.stream(properties))
                        .toArray(String[]::new));
    }

    static OfrepServer start(WebApplicationType type, Class<?> application, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off"));
        Arrays.stream(properties).map(property -> "--" + property).forEach(arguments::add);
        return new OfrepServer(
                new SpringApplicationBuilder(application).web(type).run(arguments.toArray(String[]::new)));
    }

    void set(String flag, String value) {
        store().set(flag, value);
    }

    SettableStore store() {
        return bean(SettableStore.class);
    }

    String url(String path) {
        return prefix + path;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) {
        try {
            return client.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    CompletableFuture<HttpResponse<String>> postLater(String path, String body) {
        return client.sendAsync(request("POST", path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.BodyPublisher content =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(prefix + path))
                .timeout(TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, content);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    @Override
    public void close() {
        context.close();
    }
}
