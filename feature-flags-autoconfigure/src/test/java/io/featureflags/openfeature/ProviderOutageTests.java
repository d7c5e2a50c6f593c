package io.featureflags.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EventDetails;
import dev.openfeature.sdk.ProviderState;
import io.featureflags.testing.ImportFlagAutoConfigurations;
import io.featureflags.testing.RedisProcess;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A client while a real Redis is away, comes back and changes. */
@Tag("openfeature")
class ProviderOutageTests {

    private static final int OUTAGES = 3;

    private final int port = RedisProcess.freePort();

    private @Nullable RedisProcess redis;

    @AfterEach
    void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Shop.class)
                .web(WebApplicationType.NONE)
                .properties(
                        Applications.ISOLATED,
                        "spring.data.redis.port=" + port,
                        "feature-flags.redis.startup-wait=200ms",
                        "feature-flags.flags.checkout.enabled=true")
                .run();
    }

    @Test
    void answersWithoutRedisAtTheStartAndReportsTheOutage() {
        try (ConfigurableApplicationContext context = start()) {
            Shop shop = context.getBean(Shop.class);
            assertThat(shop.early).isTrue();
            await().untilAsserted(() -> assertThat(shop.events).containsExactly("stale"));
            assertThat(shop.client.getProviderState()).isEqualTo(ProviderState.STALE);
            assertThat(shop.client.getBooleanValue("checkout", false)).isTrue();

            redis = RedisProcess.startOn(port);

            await().untilAsserted(() -> assertThat(shop.events).containsExactly("stale", "ready"));
            assertThat(shop.client.getProviderState()).isEqualTo(ProviderState.READY);
        }
    }

    @Test
    void outagesAndChangesAreReported() {
        RedisProcess server = RedisProcess.startOn(port);
        redis = server;
        server.run("SET", "feature:checkout", "true");
        Shop shop;
        try (ConfigurableApplicationContext context = start()) {
            shop = context.getBean(Shop.class);
            assertThat(shop.client.getBooleanValue("checkout", false)).isTrue();
            for (int outage = 1; outage <= OUTAGES; outage++) {
                int reported = 2 * outage;
                server.kill();
                await().untilAsserted(() ->
                        assertThat(shop.outages()).hasSize(reported - 1).endsWith("stale"));
                assertThat(shop.client.getBooleanValue("checkout", false)).isTrue();
                server.restart();
                server.run("SET", "feature:checkout", "true");
                await().untilAsserted(() ->
                        assertThat(shop.outages()).hasSize(reported).endsWith("ready"));
            }
            shop.events.clear();

            server.run("SET", "feature:checkout", "false");

            await().untilAsserted(() -> assertThat(shop.events).contains("changed [checkout]"));
            assertThat(shop.client.getBooleanValue("checkout", true)).isFalse();
            shop.events.clear();
            server.run("SET", "feature:checkout", "{\"from\":\"" + Instant.now().plus(Duration.ofSeconds(2)) + "\"}");
            await().untilAsserted(() -> assertThat(shop.events).contains("changed [checkout]"));
            shop.events.clear();
            await().untilAsserted(() -> assertThat(shop.events).containsExactly("changed [checkout]"));
            assertThat(shop.client.getBooleanValue("checkout", false)).isTrue();
            shop.events.clear();
        }
        assertThat(shop.events).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportFlagAutoConfigurations
    @ImportAutoConfiguration(DataRedisAutoConfiguration.class)
    static class Shop {

        private final Client client;

        private final List<String> events = new CopyOnWriteArrayList<>();

        private boolean early;

        Shop(Client client) {
            this.client = client;
            client.onProviderStale(details -> events.add("stale"));
            client.onProviderConfigurationChanged(this::changed);
            client.onProviderReady(details -> ready());
            client.onProviderError(details -> events.add("error"));
        }

        /** The SDK runs the handler at once, too, because the provider is ready. */
        private void ready() {
            if (!events.isEmpty()) {
                events.add("ready");
            }
        }

        private void changed(EventDetails details) {
            events.add("changed " + details.getFlagsChanged());
        }

        private List<String> outages() {
            return events.stream().filter(name -> !name.startsWith("changed")).toList();
        }

        @PostConstruct
        void evaluate() {
            early = client.getBooleanValue("checkout", false);
        }
    }
}
