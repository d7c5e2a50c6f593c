package io.featureflags.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Responses of a real server to its clients. */
class RealServerTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private final SettableStore store = new SettableStore();

    /** Takes the writer before the flag is evaluated. A response has either a writer or a stream. */
    @RestController
    static class Writing {

        @GetMapping("/writing")
        @FeatureToggle("dark_page")
        void write(Writer writer) throws IOException {
            writer.write("lit");
        }
    }

    @Test
    void servlet() {
        new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        JacksonAutoConfiguration.class,
                        HttpMessageConvertersAutoConfiguration.class,
                        TomcatServletWebServerAutoConfiguration.class,
                        DispatcherServletAutoConfiguration.class,
                        WebMvcAutoConfiguration.class,
                        ErrorMvcAutoConfiguration.class,
                        FeatureFlagsAutoConfiguration.class))
                .withPropertyValues("server.port=0")
                .withBean(SettableStore.class, () -> store)
                .withBean(ToggledControllers.WithInterface.class)
                .withBean(FailingController.class)
                .withBean(Writing.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    int port = portOf(context.getSourceApplicationContext(
                            AnnotationConfigServletWebServerApplicationContext.class));
                    assertThat(get(port, "/writing").body()).isEqualTo(NotFoundProblem.text());
                    assertServes(port);
                    assertThat(get(port, "/writing").body()).isEqualTo("lit");
                });
    }

    @Test
    void reactive() {
        new ReactiveWebApplicationContextRunner(AnnotationConfigReactiveWebServerApplicationContext::new)
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        JacksonAutoConfiguration.class,
                        CodecsAutoConfiguration.class,
                        TomcatReactiveWebServerAutoConfiguration.class,
                        HttpHandlerAutoConfiguration.class,
                        WebFluxAutoConfiguration.class,
                        ErrorWebFluxAutoConfiguration.class,
                        FeatureFlagsAutoConfiguration.class))
                .withPropertyValues("server.port=0")
                .withBean(SettableStore.class, () -> store)
                .withBean(ToggledControllers.WithInterface.class)
                .withBean(FailingController.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    int port = portOf(context.getSourceApplicationContext(
                            AnnotationConfigReactiveWebServerApplicationContext.class));
                    assertServes(port);
                });
    }

    private static int portOf(WebServerApplicationContext context) {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    private void assertServes(int port) throws IOException, InterruptedException {
        assertThat(get(port, "/with-interface?user=anna").body()).isEqualTo("legacy shop anna");
        assertNotFound(get(port, "/with-interface/dark"));
        assertNotFound(get(port, "/failing/future"));
        HttpResponse<String> head = send(port, "/with-interface/dark", "HEAD");
        assertThat(head.statusCode()).isEqualTo(404);
        assertThat(head.body()).isEmpty();

        store.set(ToggledControllers.FLAG, "true");
        store.set(ToggledControllers.DARK_FLAG, "true");
        assertThat(get(port, "/with-interface?user=anna").body()).isEqualTo("new shop anna");
        assertThat(get(port, "/with-interface/dark").body()).isEqualTo("lit shop");
    }

    private static void assertNotFound(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).isEqualTo(NotFoundProblem.text());
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return send(port, path, "GET");
    }

    /** Sends a request like a browser, which prefers a page. */
    private HttpResponse<String> send(int port, String path, String method) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Accept", "text/html, */*;q=0.8")
                        .timeout(TIMEOUT)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
