package io.featureflags.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Toggled controllers on Spring WebFlux, and the responses to requests for a disabled feature. */
class ReactiveWebTests {

    private final SettableStore store = new SettableStore();

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    JacksonAutoConfiguration.class,
                    CodecsAutoConfiguration.class,
                    HttpHandlerAutoConfiguration.class,
                    WebFluxAutoConfiguration.class,
                    ErrorWebFluxAutoConfiguration.class,
                    FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    @ParameterizedTest
    @MethodSource("io.featureflags.web.ControllerRow#withEachProxy")
    void controllerKeepsItsMappings(ControllerRow row, boolean classProxies) {
        with(
                runner.withUserConfiguration(row.beans())
                        .withPropertyValues("spring.aop.proxy-target-class=" + classProxies),
                web -> {
                    assertOk(web, row.pathFor("anna"), "legacy shop anna");
                    assertNotFound(web, row.darkPath());

                    store.set(ToggledControllers.FLAG, "true");
                    store.set(ToggledControllers.DARK_FLAG, "true");

                    assertOk(web, row.pathFor("anna"), "new shop anna");
                    assertOk(web, row.darkPath(), "lit shop");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"as-it-is", "as-the-cause", "undeclared", "completion", "future"})
    void wrappedExceptionOfDisabledFeatureIsNotFound(String path) {
        with(runner.withBean(FailingController.class), web -> assertNotFound(web, "/failing/" + path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "annotated-status"})
    void outerExceptionKeepsItsStatus(String path) {
        with(
                runner.withBean(FailingController.class),
                web -> assertStatus(web, "/failing/" + path, HttpStatus.CONFLICT));
    }

    @Test
    void otherExceptionsAreNotHandled() {
        with(
                runner.withBean(FailingController.class),
                web -> assertStatus(web, "/failing/other", HttpStatus.INTERNAL_SERVER_ERROR));
    }

    @RestControllerAdvice
    static class SpecificAdvice {

        @ExceptionHandler
        @ResponseStatus(HttpStatus.GONE)
        String gone(FeatureDisabledException ex) {
            return "advice";
        }
    }

    @RestControllerAdvice
    static class CatchAllAdvice {

        @ExceptionHandler(Exception.class)
        @ResponseStatus(HttpStatus.GONE)
        String gone() {
            return "advice";
        }
    }

    /** Has the order that Spring Boot recommends for a handler of all exceptions. */
    @Order(-2)
    static class CatchAllHandler implements WebExceptionHandler {

        @Override
        public Mono<Void> handle(ServerWebExchange exchange, Throwable ex) {
            exchange.getResponse().setStatusCode(HttpStatus.GONE);
            return exchange.getResponse().setComplete();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {SpecificAdvice.class, CatchAllAdvice.class, CatchAllHandler.class})
    void handlerOfTheApplicationComesFirst(Class<?> handler) {
        with(
                runner.withBean(FailingController.class).withBean(handler),
                web -> assertStatus(web, "/failing/as-it-is", HttpStatus.GONE));
    }

    @RestController
    static class OwnHandler {

        @GetMapping("/own")
        @FeatureToggle("dark_page")
        String own() {
            return "new";
        }

        @ExceptionHandler(FeatureDisabledException.class)
        @ResponseStatus(HttpStatus.GONE)
        String gone() {
            return "own";
        }
    }

    @Test
    void handlerOfTheControllerComesFirst() {
        with(runner.withBean(OwnHandler.class), web -> assertStatus(web, "/own", HttpStatus.GONE));
    }

    static class Pages {

        @FeatureToggle("dark_page")
        Mono<String> page() {
            return Mono.just("new");
        }

        @FeatureToggle("dark_page")
        String filtered() {
            return "new";
        }

        @FeatureToggle("dark_page")
        Flux<String> stream() {
            return Flux.just("new");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Functional {

        @Bean
        Pages pages() {
            return new Pages();
        }

        @Bean
        RouterFunction<ServerResponse> routes(Pages pages) {
            return RouterFunctions.route()
                    .GET(
                            "/functional",
                            request -> pages.page()
                                    .flatMap(page -> ServerResponse.ok().bodyValue(page)))
                    .GET("/stream", request -> ServerResponse.ok().body(Flux.defer(pages::stream), String.class))
                    .GET("/filtered", request -> ServerResponse.ok().bodyValue("new"))
                    .build();
        }

        @Bean
        WebFilter filter(Pages pages) {
            return (exchange, chain) -> exchange.getRequest().getPath().value().equals("/filtered")
                    ? Mono.fromSupplier(pages::filtered).then(chain.filter(exchange))
                    : chain.filter(exchange);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/functional", "/stream", "/filtered"})
    void functionalEndpointsAndFiltersAreNotFoundToo(String path) {
        with(runner.withUserConfiguration(Functional.class), web -> {
            assertNotFound(web, path);
            store.set("dark_page", "true");
            assertOk(web, path, "new");
        });
    }

    @Test
    void committedResponseIsNotChanged() {
        FeatureDisabledException exception = new FeatureDisabledException("flag", "Shop.checkout");
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        exchange.getResponse().setComplete().block();

        Mono<Void> handled = new FeatureDisabledWebExceptionHandler().handle(exchange, exception);

        assertThat(catchThrowable(handled::block)).isSameAs(exception);
    }

    @Test
    void handlerExistsOnWebFluxOnly() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(FeatureDisabledWebExceptionHandler.class)
                .doesNotHaveBean(FeatureDisabledExceptionResolver.class));
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FeatureFlagsAutoConfiguration.class))
                .withBean(SettableStore.class)
                .withClassLoader(new FilteredClassLoader(WebExceptionHandler.class))
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean("featureDisabledWebExceptionHandler"));
    }

    @Test
    void handlerOfTheApplicationWins() {
        FeatureDisabledWebExceptionHandler custom = new FeatureDisabledWebExceptionHandler();
        runner.withBean("custom", FeatureDisabledWebExceptionHandler.class, () -> custom)
                .run(context -> assertThat(context)
                        .getBean(FeatureDisabledWebExceptionHandler.class)
                        .isSameAs(custom));
    }

    private static void with(ReactiveWebApplicationContextRunner runner, Consumer<WebTestClient> test) {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            test.accept(WebTestClient.bindToApplicationContext(context).build());
        });
    }

    private static void assertOk(WebTestClient web, String path, String body) {
        web.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo(body);
    }

    private static void assertStatus(WebTestClient web, String path, HttpStatus status) {
        web.get().uri(path).exchange().expectStatus().isEqualTo(status);
    }

    private static void assertNotFound(WebTestClient web, String path) {
        web.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .isEqualTo(NotFoundProblem.text());
    }
}
