package io.featureflags.ofrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.featureflags.testing.FlagAutoConfigurations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerMapping;

/** What the properties of OFREP need, and what is there without them. */
@ExtendWith(OutputCaptureExtension.class)
class OfrepSetupTests {

    private static final String KEY = "feature-flags.ofrep.api-keys.web.key=";

    private static final FilteredClassLoader NO_SECURITY = new FilteredClassLoader("org.springframework.security");

    private final WebApplicationContextRunner servlet = new WebApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with())
            .withPropertyValues("feature-flags.store=memory");

    private final ReactiveWebApplicationContextRunner reactive = new ReactiveWebApplicationContextRunner()
            .withConfiguration(FlagAutoConfigurations.with())
            .withPropertyValues("feature-flags.store=memory");

    @Test
    void nothingIsThereByDefault() {
        servlet.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(OfrepProtocol.class)
                .doesNotHaveBean(OfrepProperties.class)
                .doesNotHaveBean(HandlerMapping.class));
        reactive.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(OfrepProtocol.class));
        try (OfrepServer server = OfrepServer.start(WebApplicationType.SERVLET, OfrepServer.Application.class)) {
            assertThat(server.post(OfrepServer.BULK, "{}").statusCode()).isEqualTo(404);
            assertThat(server.send(HttpMethod.GET.name(), "/ofrep/v1/stream", null)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void worksWithoutSpringSecurity() {
        String[] properties = {OfrepServer.ENABLED, OfrepServer.ALL, KEY + "k"};
        servlet.withPropertyValues(properties)
                .withClassLoader(NO_SECURITY)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ServletOfrepMapping.class));
        reactive.withPropertyValues(properties)
                .withClassLoader(NO_SECURITY)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ReactiveOfrepMapping.class));
    }

    @Test
    void someCallerMustBeAccepted() {
        servlet.withPropertyValues(OfrepServer.ENABLED, OfrepServer.ALL)
                .withClassLoader(NO_SECURITY)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOfSatisfying(InvalidOfrepSetupException.class, ex -> {
                            assertThat(ex).hasMessageContaining("no caller could be accepted");
                            assertThat(ex.action())
                                    .contains(
                                            "feature-flags.ofrep.api-keys.<name>.key",
                                            "feature-flags.ofrep.anonymous=true");
                        }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "-",
            value = {
                "-|-|feature-flags.ofrep.flags does not list the flags|Set feature-flags.ofrep.flags to names",
                "feature-flags.ofrep.flags=bad name|-|'bad name' in feature-flags.ofrep.flags|Names match",
                "feature-flags.ofrep.flags=a*b|-|'a*b' in feature-flags.ofrep.flags|followed by one \"*\"",
                "feature-flags.ofrep.flags=*|feature-flags.ofrep.api-keys.w.flags=x|api-keys.w.key is missing|long random",
                "feature-flags.ofrep.flags=*|feature-flags.ofrep.api-keys.w.key={sha256}topsecret|is no SHA-256|64 hexadecimal",
                "feature-flags.ofrep.flags=*|feature-flags.ofrep.api-keys=topsecret|api-keys has a value of its own|api-keys.<name>.key",
                "feature-flags.ofrep.flags=*|feature-flags.ofrep.stream.secret=|stream.secret is blank|long random",
                "feature-flags.ofrep.flags=*|feature-flags.ofrep.stream.max-connections=0|must be at least 1, not 0|stream.enabled",
                "feature-flags.ofrep.flags=*|feature-flags.ofrep.cors.allowed-origins=shop.example|'shop.example' in|Write a scheme"
            })
    void mistakesStopTheStart(
            @Nullable String flags, @Nullable String other, String problem, String action, CapturedOutput output) {
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--spring.main.lazy-initialization=true", "--" + OfrepServer.ENABLED));
        for (@Nullable String property : Arrays.asList(flags, other)) {
            if (property != null) {
                arguments.add("--" + property);
            }
        }
        assertThatException().isThrownBy(() -> {
            var context = new SpringApplicationBuilder(OfrepServer.Application.class)
                    .web(WebApplicationType.SERVLET)
                    .run(arguments.toArray(String[]::new));
            context.close();
        });
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(problem)
                .contains(action)
                .doesNotContain("topsecret");
    }

    @Test
    void equalKeysAreAMistake() {
        servlet.withPropertyValues(
                        OfrepServer.ENABLED, OfrepServer.ALL, KEY + "same", "feature-flags.ofrep.api-keys.zoo.key=same")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("feature-flags.ofrep.api-keys.zoo.key is the same as that of 'web'."));
    }
}
