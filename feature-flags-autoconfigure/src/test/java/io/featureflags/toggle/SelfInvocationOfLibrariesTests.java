package io.featureflags.toggle;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.FeatureToggle;
import io.featureflags.Otherwise;
import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.testing.SettableStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

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
        assertThat(output).contains("Disk " + WARNING).contains("health at " + HealthIndicator.class.getName());
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
