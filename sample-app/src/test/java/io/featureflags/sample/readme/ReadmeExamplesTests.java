package io.featureflags.sample.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Runs the code that README shows and the shop does not have. */
class ReadmeExamplesTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(FeatureFlagsAutoConfiguration.class))
            .withPropertyValues("feature-flags.store=memory", "feature-flags.flags.new_checkout_flow.enabled=true");

    @Test
    void beforeThereIsOneWay() {
        assertThat(new CheckoutBefore().checkout("ada")).isEqualTo("legacy checkout for ada");
    }

    @Test
    void routeReachesCallsOfOnesOwnMethods() {
        runner.withBean(OrderQueue.class)
                .run(context -> assertThat(context.getBean(OrderQueue.class).workOff(List.of("order 1")))
                        .containsExactly("new shipping of order 1"));
    }

    @Test
    void theAnswerExplainsItself() {
        runner.run(context -> {
            FeatureFlags flags = context.getBean(FeatureFlags.class);
            boolean on = flags.isEnabled("new_checkout_flow", EvaluationContext.of("ada"));
            Evaluation answer = flags.evaluate("new_checkout_flow", EvaluationContext.of("ada"));
            String why = answer.reason() + " from " + answer.source(); // "DEFAULT from CONFIGURATION"
            assertThat(on).isTrue();
            assertThat(why).isEqualTo("DEFAULT from CONFIGURATION");
        });
    }

    @Test
    void namesWithDotsAndColonsStandInBrackets() {
        String yaml = """
                feature-flags:
                  flags:
                    "[shop.checkout:v2]":
                      enabled: true
                """;
        runner.withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(properties(yaml)))
                .run(context -> assertThat(context.getBean(FeatureFlags.class)
                                .evaluate("shop.checkout:v2", EvaluationContext.anonymous()))
                        .extracting(Evaluation::source, Evaluation::enabled)
                        .containsExactly(Source.CONFIGURATION, true));
    }

    @Test
    void theUserOfTheRequestIsAsking() {
        runner.withUserConfiguration(RequestUsers.class).run(context -> {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setRemoteUser("ada");
            RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
            try {
                assertThat(context.getBean(EvaluationContextProvider.class).currentContext())
                        .isEqualTo(EvaluationContext.of("ada"));
            } finally {
                RequestContextHolder.resetRequestAttributes();
            }
        });
    }

    private static PropertySource<?> properties(String yaml) {
        try {
            return new YamlPropertySourceLoader()
                    .load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                    .get(0);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
