package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagChangedEvent;
import io.featureflags.FeatureToggle;
import io.featureflags.testing.ReceivedEvents;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint, meters and events show a guarded rollout of a real application on a real Redis. */
class RolloutEndpointTests {

    private static final String PLAN =
            "{\"percentage\": 50, \"rollout\": {\"steps\": [50, 100], \"every\": \"1h\", \"calls\": 1}}";

    private final RedisProcess redis = RedisProcess.start();

    private ConfigurableApplicationContext context;

    /** Public, since a class loader that hides classes defines the proxies, which must see this class. */
    public static class Prices {

        @FeatureToggle(value = "prices", fallback = "legacyPrice", user = "#customer")
        public String price(String customer) {
            if (customer.startsWith("bad")) {
                throw new IllegalStateException("no price");
            }
            return "new";
        }

        String legacyPrice(String customer) {
            return "legacy";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Guarded {

        @Bean
        Prices prices() {
            return new Prices();
        }

        @Bean
        ReceivedEvents events() {
            return new ReceivedEvents();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    @BeforeEach
    void start() {
        redis.run("SET", "feature:prices", PLAN);
        context = EndpointApplication.start(
                WebApplicationType.SERVLET,
                List.of(EndpointApplication.class, Guarded.class),
                List.of(
                        "feature-flags.store=redis",
                        "feature-flags.redis.startup-wait=20s",
                        "spring.data.redis.port=" + redis.port()));
    }

    @AfterEach
    void stop() {
        context.close();
        redis.close();
    }

    private void call(String prefix, int users) {
        Prices prices = context.getBean(Prices.class);
        IntStream.range(0, users).forEach(user -> {
            var unused = catchThrowable(() -> prices.price(prefix + user));
        });
    }

    private Object shown(String path) {
        return JsonPath.read(EndpointClient.of(context).get("/prices").body(), path);
    }

    private double number(String path) {
        return ((Number) shown(path)).doubleValue();
    }

    private String text(String path) {
        return String.valueOf(shown(path));
    }

    @Test
    void showsARunningPlan() {
        call("good", 200);
        Shop.soon("all calls are counted")
                .until(() -> number("$.rollout.newCalls") + number("$.rollout.legacyCalls") == 200);
        assertThat(number("$.rollout.newCalls")).isBetween(50.0, 150.0);
        assertThat(number("$.rollout.newFailed")).isZero();
        assertThat(number("$.rollout.legacyFailed")).isZero();
        assertThat(number("$.rollout.step")).isEqualTo(50.0);
        assertThat(shown("$.rollout.of")).isEqualTo(List.of(50, 100));
        assertThat(text("$.rollout.since")).startsWith("20").endsWith("Z");
        assertThat(number("$.rollout.evidence")).isBetween(0.999, 1.001);
        assertThat(number("$.rollout.slowEvidence")).isLessThan(10.0);
        assertThat(shown("$.rollout.waitsFor")).isEqualTo(List.of("time"));

        String explained =
                EndpointClient.of(context).get("/prices/explain?user=ada").body();
        assertThat(JsonPath.<List<String>>read(explained, "$.steps[?(@.step=='rollout')].detail"))
                .singleElement()
                .asString()
                .startsWith("step 50% of 50%, 100%: new 0 failing users in ")
                .endsWith("; waits for time");
        MeterRegistry meters = context.getBean(MeterRegistry.class);
        assertThat(meters.get("feature.flags.rollout.percentage").gauge().value())
                .isEqualTo(50.0);
        assertThat(meters.get("feature.flags.rollout.evidence")
                        .tag("signal", "failures")
                        .gauge()
                        .value())
                .isBetween(0.999, 1.001);
        assertThat(meters.get("feature.flags.rollout.evidence")
                        .tag("signal", "slowness")
                        .gauge()
                        .value())
                .isLessThan(10.0);

        redis.kill();
        Shop.soon("Redis is away").until(() -> shown("$.rollout.waitsFor").equals(List.of("time", "redis")));
        assertThat(number("$.rollout.legacyCalls")).isBetween(50.0, 150.0);
    }

    @Test
    void showsThatTheNewCodeWasTakenBack() {
        call("good", 40);
        call("bad", 200);
        Shop.soon("taken back").until(() -> number("$.rollout.step") == 0);
        assertThat(shown("$.rollout.waitsFor")).isEqualTo(List.of());
        assertThat(text("$.lastChange.actor")).isEqualTo("guarded rollout");
        assertThat(text("$.lastChange.source")).isEqualTo("AUTOMATED");
        assertThat(text("$.lastChange.via")).isEqualTo("rollout");
        assertThat(text("$.lastChange.reason"))
                .matches(
                        "50% taken back to 0%: \\d+ of \\d+ failing users had the new code, [0-9.]+ were to be expected"
                                + " \\(E \\S+, limit 200\\); new \\d+ in \\d+ calls, legacy 0 in \\d+; \\d+ of the \\d+ on \\S+");
        assertThat(text("$.value")).isEqualTo(PLAN.replace("{\"percentage\": 50", "{\"percentage\": 0"));
        Shop.soon("published").until(() -> !events().isEmpty());
        assertThat(events()).extracting(FeatureFlagChangedEvent::source).containsExactly(ChangeSource.AUTOMATED);
        assertThat(Objects.requireNonNull(context.getBean(Prices.class).price("bad0")))
                .isEqualTo("legacy");
    }

    private List<FeatureFlagChangedEvent> events() {
        return context.getBean(ReceivedEvents.class).events();
    }
}
