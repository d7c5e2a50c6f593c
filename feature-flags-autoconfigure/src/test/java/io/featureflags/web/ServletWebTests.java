package io.featureflags.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureDisabledException;
import io.featureflags.FeatureToggle;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.testing.SettableStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Toggled controllers on Spring MVC, and the responses to requests for a disabled feature. */
class ServletWebTests {

    private final SettableStore store = new SettableStore();

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    JacksonAutoConfiguration.class,
                    HttpMessageConvertersAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    ErrorMvcAutoConfiguration.class,
                    FeatureFlagsAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    /** MockMvc keeps the request on the thread after an exception. */
    @AfterEach
    void endRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @ParameterizedTest
    @MethodSource("io.featureflags.web.ControllerRow#withEachProxy")
    void controllerKeepsItsMappings(ControllerRow row, boolean classProxies) {
        with(
                runner.withUserConfiguration(row.beans())
                        .withPropertyValues("spring.aop.proxy-target-class=" + classProxies),
                mvc -> {
                    assertThat(get(mvc, row.pathFor("anna"))).hasStatusOk().hasBodyTextEqualTo("legacy shop anna");
                    assertNotFound(get(mvc, row.darkPath()));

                    store.set(ToggledControllers.FLAG, "true");
                    store.set(ToggledControllers.DARK_FLAG, "true");

                    assertThat(get(mvc, row.pathFor("anna"))).hasStatusOk().hasBodyTextEqualTo("new shop anna");
                    assertThat(get(mvc, row.darkPath())).hasStatusOk().hasBodyTextEqualTo("lit shop");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"as-it-is", "as-the-cause", "undeclared", "completion", "future"})
    void wrappedExceptionOfDisabledFeatureIsNotFound(String path) {
        with(runner.withBean(FailingController.class), mvc -> assertNotFound(get(mvc, "/failing/" + path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "annotated-status"})
    void outerExceptionKeepsItsStatus(String path) {
        with(
                runner.withBean(FailingController.class),
                mvc -> assertThat(get(mvc, "/failing/" + path)).hasStatus(HttpStatus.CONFLICT));
    }

    @Test
    void otherExceptionsAreNotHandled() {
        with(
                runner.withBean(FailingController.class),
                mvc -> assertThat(get(mvc, "/failing/other"))
                        .hasFailed()
                        .failure()
                        .hasRootCauseInstanceOf(UnsupportedOperationException.class));
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

    /** Has the lowest precedence, like every resolver without an order. */
    static class CatchAllResolver implements HandlerExceptionResolver {

        @Override
        public @Nullable ModelAndView resolveException(
                HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception ex) {
            response.setStatus(HttpStatus.GONE.value());
            return new ModelAndView();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {SpecificAdvice.class, CatchAllAdvice.class, CatchAllResolver.class})
    void handlerOfTheApplicationComesFirst(Class<?> handler) {
        with(
                runner.withBean(FailingController.class).withBean(handler),
                mvc -> assertThat(get(mvc, "/failing/as-it-is")).hasStatus(HttpStatus.GONE));
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
        with(
                runner.withBean(OwnHandler.class),
                mvc -> assertThat(get(mvc, "/own")).hasStatus(HttpStatus.GONE).hasBodyTextEqualTo("own"));
    }

    static class Pages {

        @FeatureToggle("dark_page")
        String page() {
            return "new";
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
                    .GET("/functional", request -> ServerResponse.ok().body(pages.page()))
                    .build();
        }
    }

    @Test
    void functionalEndpointIsNotFoundToo() {
        with(runner.withUserConfiguration(Functional.class), mvc -> {
            assertNotFound(get(mvc, "/functional"));
            store.set("dark_page", "true");
            assertThat(get(mvc, "/functional")).hasStatusOk().hasBodyTextEqualTo("new");
        });
    }

    @Test
    void committedResponseIsNotChanged() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setCommitted(true);

        assertThat(new FeatureDisabledExceptionResolver()
                        .resolveException(
                                new MockHttpServletRequest(),
                                response,
                                null,
                                new FeatureDisabledException("flag", "Shop.checkout")))
                .isNull();
        assertThat(response.getStatus()).isEqualTo(HttpStatus.OK.value());
    }

    @Test
    void resolverExistsOnSpringMvcOnly() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(FeatureDisabledExceptionResolver.class)
                .doesNotHaveBean(FeatureDisabledWebExceptionHandler.class));
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FeatureFlagsAutoConfiguration.class))
                .withBean(SettableStore.class)
                .withClassLoader(new FilteredClassLoader(HandlerExceptionResolver.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("featureDisabledExceptionResolver"));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FeatureFlagsAutoConfiguration.class))
                .withBean(SettableStore.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(FeatureDisabledExceptionResolver.class)
                        .doesNotHaveBean(FeatureDisabledWebExceptionHandler.class));
    }

    @Test
    void resolverOfTheApplicationWins() {
        FeatureDisabledExceptionResolver custom = new FeatureDisabledExceptionResolver();
        runner.withBean("custom", FeatureDisabledExceptionResolver.class, () -> custom)
                .run(context -> assertThat(context)
                        .getBean(FeatureDisabledExceptionResolver.class)
                        .isSameAs(custom));
    }

    private static void with(WebApplicationContextRunner runner, Consumer<MockMvcTester> test) {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            test.accept(MockMvcTester.from(context));
        });
    }

    private static MvcTestResult get(MockMvcTester mvc, String path) {
        return mvc.get().uri(path).accept(MediaType.ALL).exchange();
    }

    private static void assertNotFound(MvcTestResult result) {
        assertThat(result)
                .hasStatus(HttpStatus.NOT_FOUND)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .hasBodyTextEqualTo(NotFoundProblem.text());
    }
}
