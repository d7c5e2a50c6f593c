package io.featureflags.ofrep;

import static io.featureflags.ofrep.OfrepServer.ADA;
import static io.featureflags.ofrep.OfrepServer.ALL;
import static io.featureflags.ofrep.OfrepServer.ANONYMOUS;
import static io.featureflags.ofrep.OfrepServer.BULK;
import static io.featureflags.ofrep.OfrepServer.ENABLED;
import static io.featureflags.ofrep.OfrepServer.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.SyncMode;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.SettableClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Outages, windows, paths of proxies, and the end of tokens. */
class OfrepSituationTests {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static String uri(HttpResponse<String> response) {
        return JsonPath.read(response.body(), "$.eventStreams[0].endpoint.requestUri");
    }

    private static String version(HttpResponse<String> response) {
        return JsonPath.read(response.body(), "$.metadata.version");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OnRedis {}

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void withoutRedisTheLastValuesAreServed(WebApplicationType type) {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.run("SET", "feature:known", "{\"enabled\":true,\"variants\":[{\"name\":\"one\",\"value\":\"red\"}]}");
            try (OfrepServer server = OfrepServer.start(
                    type,
                    OnRedis.class,
                    ENABLED,
                    ANONYMOUS,
                    "feature-flags.ofrep.flags=known",
                    "spring.data.redis.port=" + redis.port())) {
                await().atMost(LIMIT)
                        .until(() -> server.post(SINGLE + "known", ADA).body().contains("red"));
                HttpResponse<String> before = server.post(BULK, ADA);
                redis.kill();
                FlagStore store = server.bean(FlagStore.class);
                await().atMost(LIMIT).until(() -> store.status().mode() == SyncMode.DOWN);
                HttpResponse<String> one = server.post(SINGLE + "known", ADA);
                HttpResponse<String> all = server.post(BULK, ADA);
                assertThat(one.statusCode()).isEqualTo(200);
                assertThat(one.body())
                        .isEqualTo("{\"key\":\"known\",\"value\":\"red\",\"reason\":\"STATIC\",\"variant\":\"one\"}");
                assertThat(all.statusCode()).isEqualTo(200);
                assertThat(all.body()).isEqualTo(before.body());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void anOpenedWindowIsAnEvent(WebApplicationType type) {
        try (OfrepServer server = OfrepServer.open(type)) {
            Instant opening = Instant.now().plusSeconds(2);
            server.set("sale", "{\"enabled\":true,\"from\":\"" + opening + "\"}");
            HttpResponse<String> before = server.post(BULK, "{}");
            try (EventStreamClient client = EventStreamClient.connect(server.url(uri(before)))) {
                await().atMost(LIMIT).until(() -> !client.versions().isEmpty());
                Instant seen = Instant.now();
                HttpResponse<String> after = server.post(BULK, "{}");
                assertThat(client.versions()).containsExactly(version(after)).doesNotContain(version(before));
                assertThat(JsonPath.<Boolean>read(before.body(), "$.flags[0].value"))
                        .isFalse();
                assertThat(JsonPath.<Boolean>read(after.body(), "$.flags[0].value"))
                        .isTrue();
                assertThat(seen).isAfterOrEqualTo(opening);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void streamsHaveThePathOfTheApplication(WebApplicationType type) {
        String property =
                type == WebApplicationType.SERVLET ? "server.servlet.context-path" : "spring.webflux.base-path";
        try (OfrepServer server = OfrepServer.open(type, property + "=/shop")) {
            assertThat(server.post(BULK, "{}").statusCode()).isEqualTo(404);
            assertThat(server.post("/shop" + SINGLE + "unknown", "{}").body()).contains("FLAG_NOT_FOUND");
            String uri = uri(server.post("/shop" + BULK, "{}"));
            assertThat(uri).startsWith("/shop/ofrep/v1/stream?since=");
            try (EventStreamClient client = EventStreamClient.connect(server.url(uri))) {
                await().atMost(LIMIT).until(() -> client.lines().contains(":"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void streamsHaveThePathOfTheProxy(WebApplicationType type) {
        String[] prefixed = {"X-Forwarded-Prefix", "/outside"};
        try (OfrepServer server = OfrepServer.open(type, "server.forward-headers-strategy=framework")) {
            assertThat(uri(server.post(BULK, "{}", prefixed))).startsWith("/outside/ofrep/v1/stream?since=");
            assertThat(uri(server.post(BULK, "{}"))).startsWith("/ofrep/v1/stream?since=");
        }
        try (OfrepServer server = OfrepServer.open(type)) {
            assertThat(uri(server.post(BULK, "{}", prefixed))).startsWith("/ofrep/v1/stream?since=");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OfrepServer.Application.class)
    static class Timed {

        @Bean
        SettableClock clock() {
            return new SettableClock(Instant.parse("2026-11-30T10:20:00Z"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void expiredTokensOpenNoStream(WebApplicationType type) {
        try (OfrepServer server =
                OfrepServer.start(type, Timed.class, ENABLED, ALL, "feature-flags.ofrep.api-keys.web.key=k")) {
            String old = uri(server.post(BULK, "{}", "X-API-Key", "k"));
            SettableClock clock = server.bean(SettableClock.class);
            clock.now = clock.now.plus(Duration.ofHours(2));
            HttpResponse<String> expired = server.send("GET", old, null);
            assertThat(expired.statusCode()).isEqualTo(401);
            assertThat(expired.body()).contains("\"errorCode\":\"GENERAL\"");
            String renewed = uri(server.post(BULK, "{}", "X-API-Key", "k"));
            try (EventStreamClient client = EventStreamClient.connect(server.url(renewed))) {
                await().atMost(LIMIT).until(() -> client.lines().contains(":"));
            }
        }
    }
}
