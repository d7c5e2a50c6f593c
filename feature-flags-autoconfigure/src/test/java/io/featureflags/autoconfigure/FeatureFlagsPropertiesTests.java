package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import io.featureflags.spi.FlagConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class FeatureFlagsPropertiesTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(PropertiesConfiguration.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(FeatureFlagsProperties.class)
    static class PropertiesConfiguration {}

    @Test
    void defaults() {
        bound(runner, properties -> {
            assertThat(properties.store()).isEqualTo(FeatureFlagsProperties.Store.REDIS);
            assertThat(properties.requestConsistency()).isFalse();
            assertThat(properties.flags()).isEmpty();
            assertThat(properties.redis())
                    .isEqualTo(new FeatureFlagsProperties.Redis(
                            "feature:",
                            Duration.ofMillis(500),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(30),
                            DataSize.ofMegabytes(1),
                            10_000));
            assertThat(properties.snapshot().file()).isNull();
            assertThat(properties.audit().maxEntries()).isEqualTo(1000);
            assertThat(properties.audit().keep()).isEqualTo(Duration.ofDays(90));
            assertThat(properties.aspect().order()).isEqualTo(1000);
        });
    }

    @Test
    void allPropertiesOfAFlag() {
        bound(
                runner.withPropertyValues(
                        "feature-flags.flags.checkout.enabled=true",
                        "feature-flags.flags.checkout.description=Checkout on the new payment service",
                        "feature-flags.flags.checkout.owner=team-checkout",
                        "feature-flags.flags.checkout.expires=2027-01-31",
                        "feature-flags.flags.checkout.permanent=true",
                        "feature-flags.flags.bare.owner=team-checkout"),
                properties -> assertThat(properties.flags())
                        .containsEntry(
                                "checkout",
                                new FlagConfiguration(
                                        true,
                                        "Checkout on the new payment service",
                                        "team-checkout",
                                        LocalDate.of(2027, 1, 31),
                                        true))
                        .containsEntry("bare", new FlagConfiguration(null, null, "team-checkout", null, false)));
    }

    @Test
    void namesInYamlKeepTheirCaseAndSigns() {
        bound(
                runner.withInitializer(new ConfigDataApplicationContextInitializer())
                        .withPropertyValues("spring.config.location=classpath:/names.yml"),
                properties -> assertThat(properties.flags().keySet())
                        .containsExactlyInAnyOrder("new_checkout_flow", "newUiLayout", "dark-mode", "shop.v2:beta"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "feature-flags.redis.poll-interval|0s|must be from 10ms to 1h",
                "feature-flags.redis.poll-interval|-1s|must be from 10ms to 1h",
                "feature-flags.redis.poll-interval|2h|must be from 10ms to 1h",
                "feature-flags.redis.reconcile-interval|0s|must be from 10ms to 1h",
                "feature-flags.redis.timeout|1ms|must be from 10ms to 1h",
                "feature-flags.redis.startup-wait|-1s|must be from 0ms to 1h",
                "feature-flags.redis.max-value-size|0B|must be at least one byte",
                "feature-flags.redis.max-asked-names|0|must be at least 1",
                "feature-flags.redis.max-asked-names|many|many",
                "feature-flags.audit.max-entries|0|must be from 1 to 1000000",
                "feature-flags.audit.max-entries|1000001|must be from 1 to 1000000",
                "feature-flags.audit.keep|0s|must be from 10ms to 876000h",
                "feature-flags.shadow.timeout|0s|must be from 10ms to 1h",
                "feature-flags.shadow.threads|0|must be from 1 to 64",
                "feature-flags.shadow.threads|65|must be from 1 to 64",
                "feature-flags.shadow.samples|maybe|Invalid boolean value 'maybe'",
                "feature-flags.redis.key-prefix|``|must be a text without spaces and braces",
                "feature-flags.redis.key-prefix|{a}:|must be a text without spaces and braces",
                "feature-flags.flags.[no name].enabled|true|flag name 'no name' does not match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}",
                "feature-flags.redis.poll-interval|soon|'soon' is not a valid duration",
                "feature-flags.flags.checkout.expires|tomorrow|tomorrow",
                "feature-flags.flags.checkout.enabled|maybe|Invalid boolean value 'maybe'",
                "feature-flags.request-consistency|maybe|Invalid boolean value 'maybe'",
                "feature-flags.store|mongo|No enum constant"
            })
    void badValuesStopTheStart(String property, String value, String reason) {
        runner.withPropertyValues(property + "=" + value)
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessageContaining(reason));
    }

    @Test
    void allBadValuesAreNamedAtOnce() {
        runner.withPropertyValues("feature-flags.redis.poll-interval=0s", "feature-flags.redis.timeout=0s")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("redis.poll-interval")
                        .hasMessageContaining("redis.timeout"));
    }

    @Test
    void everyPropertyIsDescribedAsASentence() throws IOException {
        try (InputStream in =
                FeatureFlagsProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String json = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Object properties = JsonParserFactory.getJsonParser().parseMap(json).get("properties");

            assertThat(properties)
                    .asInstanceOf(list(Object.class))
                    .hasSize(32)
                    .allSatisfy(property -> assertThat(property)
                            .asInstanceOf(map(String.class, Object.class))
                            .hasEntrySatisfying(
                                    "description",
                                    description ->
                                            assertThat((String) description).matches("[A-Z].*\\.")));
        }
    }

    private static void bound(ApplicationContextRunner runner, Consumer<FeatureFlagsProperties> assertions) {
        runner.run(context -> assertions.accept(context.getBean(FeatureFlagsProperties.class)));
    }
}
