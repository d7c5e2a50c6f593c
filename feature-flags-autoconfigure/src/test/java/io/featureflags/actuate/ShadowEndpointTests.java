package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.FeatureToggle;
import io.featureflags.spi.ShadowOutcome;
import io.featureflags.spi.ShadowRuns;
import io.featureflags.testing.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint shows shadow runs, and samples only to readers who may see them. */
class ShadowEndpointTests {

    private static final String SAMPLES = "feature-flags.shadow.samples=true";

    /** Public, since a class loader that hides classes defines the proxies, which must see this class. */
    public static class Prices {

        @FeatureToggle(value = "prices", fallback = "legacyPrice", shadow = true)
        String price(String customer) {
            throw new IllegalStateException("no price for " + customer);
        }

        String legacyPrice(String customer) {
            return "legacy";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Shadowed {

        @Bean
        Prices prices() {
            return new Prices();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Viewers {

        @Bean
        ReaderViews views() {
            ReaderView viewer = new ReaderView() {

                @Override
                public boolean showsCalls() {
                    return false;
                }
            };
            return user -> viewer;
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void showsCountsAndDifferences(WebApplicationType type) {
        try (ConfigurableApplicationContext context =
                EndpointApplication.start(type, List.of(EndpointApplication.class, Shadowed.class), List.of(SAMPLES))) {
            String shadow = shadow(context);
            assertThat(JsonPath.<Integer>read(shadow, "$.counts.new_failed")).isEqualTo(1);
            assertThat(JsonPath.<Integer>read(shadow, "$.counts.same")).isZero();
            assertThat(JsonPath.<String>read(shadow, "$.differences[0].method")).isEqualTo("Prices.price");
            assertThat(JsonPath.<String>read(shadow, "$.differences[0].newException"))
                    .isEqualTo("java.lang.IllegalStateException");
            assertThat(JsonPath.<String>read(shadow, "$.differences[0].arguments"))
                    .isEqualTo("[ada]");
            assertThat(JsonPath.<String>read(shadow, "$.differences[0].legacy")).isEqualTo("legacy");

            EndpointClient client = EndpointClient.of(context);
            assertThat(client.get("/unknown/shadow").statusCode()).isEqualTo(404);
            assertThat(client.get("/checkout/shadow").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void samplesAreHiddenFromReadersWithoutIds() {
        try (ConfigurableApplicationContext context = EndpointApplication.start(
                WebApplicationType.SERVLET,
                List.of(EndpointApplication.class, Shadowed.class, Viewers.class),
                List.of(SAMPLES))) {
            assertThat(shadow(context))
                    .contains("new_failed")
                    .doesNotContain("ada")
                    .doesNotContain("arguments");
        }
    }

    @Test
    void samplesAreOffByDefault() {
        try (ConfigurableApplicationContext context = EndpointApplication.start(
                WebApplicationType.SERVLET, List.of(EndpointApplication.class, Shadowed.class), List.of())) {
            assertThat(shadow(context))
                    .contains("new_failed")
                    .doesNotContain("ada")
                    .doesNotContain("arguments");
        }
    }

    /** Shadows one call, and returns what the endpoint shows of it. */
    private static String shadow(ConfigurableApplicationContext context) {
        EndpointClient client = EndpointClient.of(context).with(EndpointApplication.USER, "editor");
        Map<String, Object> value = Map.of("enabled", false, "shadow", 100);
        assertThat(client.post("/prices", Map.of("value", value)).statusCode()).isEqualTo(200);
        assertThat(context.getBean(Prices.class).price("ada")).isEqualTo("legacy");
        ShadowRuns runs = context.getBean(ShadowRuns.class);
        Shop.soon("the run").until(() -> runs.counts("prices").count(ShadowOutcome.NEW_FAILED) == 1);
        return client.get("/prices/shadow").body();
    }
}
