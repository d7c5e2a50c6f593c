package io.featureflags.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.HookContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ImmutableStructure;
import dev.openfeature.sdk.MutableTrackingEventDetails;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.StringHook;
import dev.openfeature.sdk.Value;
import io.featureflags.Evaluation;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.telemetry.EvaluationWatch;
import io.featureflags.testing.SettableStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

/** Hooks, tracked actions and watches of the client bean. */
@Tag("openfeature")
class ClientBeanTests {

    private final SettableStore store = new SettableStore();

    private final ConfigurableApplicationContext context = Applications.isolated(store, Shop.class);

    private final Client client = context.getBean(Client.class);

    private final Shop shop = context.getBean(Shop.class);

    @AfterEach
    void stop() {
        context.close();
    }

    /** The SDK calls the last hook first before an evaluation, and the first one first after it. */
    @Test
    void hooksSeeValueDefaultAndError() {
        store.set("color", "{\"enabled\":true,\"variants\":[{\"name\":\"v\",\"value\":\"red\"}]}");

        client.getStringValue("color", "blue");
        client.getStringValue("unknown", "blue");

        assertThat(shop.seen)
                .containsExactly(
                        "second before color blue",
                        "first before color blue",
                        "first after red v",
                        "second after red v",
                        "first finally red",
                        "second finally red",
                        "second before unknown blue",
                        "first before unknown blue",
                        "first error FlagNotFoundError",
                        "second error FlagNotFoundError",
                        "first finally blue",
                        "second finally blue");
        assertThat(context.getBean(OpenFeatureAPI.class).getHooks()).isEmpty();
    }

    @Test
    void watchesSeeTheAnswers() {
        store.set("on", "true");

        client.getBooleanValue("on", false);
        client.getStringValue("on", "x");

        assertThat(shop.answers).extracting(Evaluation::flag).containsExactly("on", "on");
    }

    @Test
    void trackedActionsAreEventsOnTheThreadOfChanges() {
        client.track(
                "order",
                new ImmutableContext("ada"),
                new MutableTrackingEventDetails(9.5)
                        .add("currency", "EUR")
                        .add("items", 3)
                        .add("where", new ImmutableStructure(Map.of("country", new Value("AT")))));
        client.track("visit");

        await().untilAsserted(() -> assertThat(shop.tracked).hasSize(2));
        assertThat(shop.tracked.get(0))
                .isEqualTo(new FeatureFlagTrackingEvent(
                        "order", "ada", 9.5, Map.of("currency", "EUR", "items", 3, "where", Map.of("country", "AT"))));
        assertThat(shop.tracked.get(1)).isEqualTo(new FeatureFlagTrackingEvent("visit", "bob", null, Map.of()));
        assertThat(shop.threads).containsOnly("feature-flags-events");
    }

    @Configuration(proxyBeanMethods = false)
    static class Shop {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        private final List<Evaluation> answers = new CopyOnWriteArrayList<>();

        private final List<FeatureFlagTrackingEvent> tracked = new CopyOnWriteArrayList<>();

        private final List<String> threads = new CopyOnWriteArrayList<>();

        @EventListener
        void track(FeatureFlagTrackingEvent event) {
            threads.add(Thread.currentThread().getName());
            tracked.add(event);
        }

        @Bean
        EvaluationContextProvider contextProvider() {
            return () -> EvaluationContext.of("bob");
        }

        @Bean
        EvaluationWatch watch() {
            return flag -> answers::add;
        }

        @Bean
        @Order(2)
        StringHook laterHook() {
            return new SeeingHook("second", seen);
        }

        @Bean
        @Order(1)
        StringHook earlierHook() {
            return new SeeingHook("first", seen);
        }
    }

    private record SeeingHook(String name, List<String> seen) implements StringHook {

        @Override
        public Optional<dev.openfeature.sdk.EvaluationContext> before(
                HookContext<String> context, Map<String, Object> hints) {
            seen.add(name + " before " + context.getFlagKey() + " " + context.getDefaultValue());
            return Optional.empty();
        }

        @Override
        public void after(
                HookContext<String> context, FlagEvaluationDetails<String> details, Map<String, Object> hints) {
            seen.add(name + " after " + details.getValue() + " " + details.getVariant());
        }

        @Override
        public void error(HookContext<String> context, Exception error, Map<String, Object> hints) {
            seen.add(name + " error " + error.getClass().getSimpleName());
        }

        @Override
        public void finallyAfter(
                HookContext<String> context, FlagEvaluationDetails<String> details, Map<String, Object> hints) {
            seen.add(name + " finally " + details.getValue());
        }
    }
}
