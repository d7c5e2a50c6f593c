package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import reactor.core.publisher.Mono;

/** The warning of calls within a class names inherited calls only if they bypass the toggle. */
@ExtendWith(OutputCaptureExtension.class)
class SelfInvocationOfLibrariesTests {

    private static final String WARNING = "calls its own toggled methods";

    private final SettableStore store = new SettableStore();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with(AopAutoConfiguration.class))
            .withBean(SettableStore.class, () -> store);

    static class Words implements Converter<String, Integer> {

        @Override
        @FeatureToggle(value = "words", fallback = "letters")
        public Integer convert(String text) {
            return text.split(" ").length;
        }

        Integer letters(String text) {
            return text.length();
        }
    }

    @Test
    void combinationsOfConvertersAreNotNamed(CapturedOutput output) {
        runner.withBean(Words.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain(WARNING);
    }

    @RestControllerAdvice
    static class Problems extends ResponseEntityExceptionHandler {

        @Override
        @FeatureToggle(value = "problems", otherwise = Otherwise.SKIP)
        protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
                HttpRequestMethodNotSupportedException ex,
                HttpHeaders headers,
                HttpStatusCode status,
                WebRequest request) {
            return ResponseEntity.badRequest().body("new");
        }
    }

    @Test
    void finalMethodsOfAClassProxyAreRoutedAndNotNamed(CapturedOutput output) {
        runner.withBean(Problems.class).run(context -> {
            Problems problems = context.getBean(Problems.class);
            HttpRequestMethodNotSupportedException failure = new HttpRequestMethodNotSupportedException("PUT");
            WebRequest request = new ServletWebRequest(new MockHttpServletRequest());
            assertThat(problems.handleException(failure, request)).isNull();
            store.set("problems", "true");
            assertThat(problems.handleException(failure, request))
                    .isEqualTo(ResponseEntity.badRequest().body("new"));
        });
        assertThat(output).doesNotContain(WARNING);
    }

    /** The actuator calls another method of the interface, which calls the toggled one on the bean itself. */
    static class Disk implements HealthIndicator {

        @Override
        @FeatureToggle(value = "disk", fallback = "legacyHealth")
        public Health health() {
            return Health.down().build();
        }

        Health legacyHealth() {
            return Health.up().build();
        }
    }

    @Test
    void methodOfAnInterfaceThatBypassesTheToggleIsNamed(CapturedOutput output) {
        runner.withBean(Disk.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains("Disk " + WARNING)
                .contains("health at " + HealthIndicator.class.getName())
                .contains("Flags: disk");
    }

    /** Clients call {@code apply}, which calls the toggled method in a lambda. */
    static class Signature implements ClientHttpRequestInterceptor {

        @Override
        @FeatureToggle(value = "signature", fallback = "unsigned")
        public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
                throws IOException {
            return execution.execute(request, body);
        }

        ClientHttpResponse unsigned(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
                throws IOException {
            return execution.execute(request, body);
        }
    }

    static class DirectSignature extends Signature {

        @Override
        public ClientHttpRequestExecution apply(ClientHttpRequestExecution execution) {
            return execution;
        }
    }

    static class Tracing implements ExchangeFilterFunction {

        @Override
        @FeatureToggle(value = "tracing", fallback = "untraced")
        public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
            return next.exchange(request);
        }

        Mono<ClientResponse> untraced(ClientRequest request, ExchangeFunction next) {
            return next.exchange(request);
        }
    }

    static class Queue implements ReactiveHealthIndicator {

        @Override
        @FeatureToggle(value = "queue", fallback = "legacyHealth")
        public Mono<Health> health() {
            return Mono.just(Health.down().build());
        }

        Mono<Health> legacyHealth() {
            return Mono.just(Health.up().build());
        }
    }

    static class Shelf implements Iterable<String> {

        @Override
        @FeatureToggle(value = "shelf", fallback = "empty")
        public Iterator<String> iterator() {
            return List.of("book").iterator();
        }

        Iterator<String> empty() {
            return Collections.emptyIterator();
        }
    }

    /** The final method runs on the proxy only if it is called there. */
    static class Template {

        public void run() {
            execute();
        }

        public final void execute() {
            step();
        }

        protected void step() {}
    }

    static class Batch extends Template {

        @Override
        @FeatureToggle(value = "batch", otherwise = Otherwise.SKIP)
        protected void step() {}
    }

    @ParameterizedTest
    @CsvSource({
        "Signature, signature, intercept at org.springframework.http.client.ClientHttpRequestInterceptor.apply(",
        "Tracing, tracing, filter at org.springframework.web.reactive.function.client.ExchangeFilterFunction.apply(",
        "Queue, queue, health at org.springframework.boot.health.contributor.ReactiveHealthIndicator.health(",
        "Shelf, shelf, iterator at java.lang.Iterable.forEach(",
        "Batch, batch, 'step at io.featureflags.toggle.SelfInvocationOfLibrariesTests$Template.execute('",
    })
    void inheritedCallsAreNamed(String type, String flag, String call, CapturedOutput output)
            throws ClassNotFoundException {
        Class<?> bean = Class.forName(getClass().getName() + "$" + type);
        runner.withBean(bean).run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .containsOnlyOnce("$" + type + " " + WARNING)
                .contains(call)
                .contains("Flags: " + flag)
                .doesNotContain("andThen");
    }

    @Test
    void lambdasOfAnOverriddenMethodAreNotNamed(CapturedOutput output) {
        runner.withBean(DirectSignature.class)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).doesNotContain(WARNING);
    }

    static class Register {

        @FeatureToggle(value = "register", otherwise = Otherwise.SKIP)
        void print() {}

        void close() {
            print();
        }

        void open() {
            print();
        }
    }

    static class QuietRegister extends Register {

        @Override
        void close() {}

        @Override
        void open() {
            super.open();
        }
    }

    @Test
    void overriddenMethodsAreNamedOnlyIfCalledBySuper(CapturedOutput output) {
        runner.withBean(QuietRegister.class).run(context -> assertThat(context).hasNotFailed());
        assertThat(output)
                .contains("QuietRegister " + WARNING)
                .contains("Register.open(")
                .doesNotContain("close(");
    }
}
