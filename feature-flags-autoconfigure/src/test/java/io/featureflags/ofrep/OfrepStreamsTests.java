package io.featureflags.ofrep;

import static io.featureflags.ofrep.OfrepServer.BULK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Streams of changes on real servers. */
class OfrepStreamsTests {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static String version(OfrepServer server) {
        return JsonPath.read(server.post(BULK, "{}").body(), "$.metadata.version");
    }

    private static String stream(OfrepServer server, String since) {
        return server.url("/ofrep/v1/stream?since=" + since);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void changesAreEvents(WebApplicationType type) {
        try (OfrepServer server = OfrepServer.open(type);
                EventStreamClient client = EventStreamClient.connect(stream(server, version(server)))) {
            await().atMost(LIMIT).until(() -> client.lines().contains(":"));
            server.set("a", "true");
            server.set("b", "true");
            server.set("c", "true");
            await().atMost(LIMIT).until(() -> version(server).equals(client.last()));
            String version = version(server);
            assertThat(client.versions()).containsExactly(version);
            assertThat(client.lines())
                    .containsSubsequence(
                            "id: " + version, "data: {\"type\":\"refetchEvaluation\",\"etag\":\"" + version + "\"}", "")
                    .noneMatch(line -> line.startsWith("event"));

            server.set("a", "false");
            await().atMost(LIMIT).until(() -> version(server).equals(client.last()));
            assertThat(client.versions()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void missedChangesAreAnEventAtOnce(WebApplicationType type) {
        try (OfrepServer server = OfrepServer.open(type)) {
            server.set("a", "true");
            String present = version(server);
            try (EventStreamClient late = EventStreamClient.connect(stream(server, "old"));
                    EventStreamClient again =
                            EventStreamClient.connect(stream(server, present), "Last-Event-ID", "older");
                    EventStreamClient current =
                            EventStreamClient.connect(stream(server, "old"), "Last-Event-ID", present)) {
                await().atMost(LIMIT).until(() -> present.equals(late.last()) && present.equals(again.last()));
                await().atMost(LIMIT).until(() -> current.lines().contains(":"));
                assertThat(current.versions()).isEmpty();
                server.set("a", "false");
                await().atMost(LIMIT).until(() -> version(server).equals(current.last()));
                assertThat(current.versions()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void fullServersAreUnavailable(WebApplicationType type) {
        try (OfrepServer server = OfrepServer.open(type, "feature-flags.ofrep.stream.max-connections=1")) {
            EventStreamClient first = EventStreamClient.connect(stream(server, "old"));
            HttpResponse<String> full = server.send("GET", "/ofrep/v1/stream?since=old", null);
            assertThat(full.statusCode()).isEqualTo(503);
            assertThat(full.body()).contains("\"errorCode\":\"GENERAL\"");
            assertThat(full.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(full.headers().firstValue("Retry-After")).isPresent();
            first.close();
            OfrepStreams streams = server.bean(OfrepStreams.class);
            int[] change = {0};
            await().atMost(LIMIT).until(() -> {
                server.set(
                        "a", change[0]++ % 2 == 0 ? "true" : "false"); // A lost client is noticed when it is sent to.
                return streams.size() == 0;
            });
            try (EventStreamClient second = EventStreamClient.connect(stream(server, "old"))) {
                await().atMost(LIMIT).until(() -> second.last() != null);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(OfrepServer.Application.class)
    static class Impatient {

        @Bean
        TomcatConnectorCustomizer shortAsyncTimeout() {
            return connector -> connector.setAsyncTimeout(300);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void streamsOutliveTheTimeoutOfTheServer(WebApplicationType type) {
        try (OfrepServer server = OfrepServer.start(
                        type,
                        Impatient.class,
                        OfrepServer.ENABLED,
                        OfrepServer.ALL,
                        OfrepServer.ANONYMOUS,
                        "spring.mvc.async.request-timeout=300ms");
                EventStreamClient client = EventStreamClient.connect(stream(server, "old"))) {
            // Tomcat looks for timeouts once a second.
            await().during(Duration.ofSeconds(3)).atMost(LIMIT).until(client::isOpen);
            server.set("a", "true");
            await().atMost(LIMIT).until(() -> version(server).equals(client.last()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void stopEndsStreamsFirst(WebApplicationType type) {
        OfrepServer server = OfrepServer.open(type, "server.shutdown=graceful");
        List<EventStreamClient> clients = new ArrayList<>();
        String url = stream(server, "old");
        for (int i = 0; i < 100; i++) {
            clients.add(EventStreamClient.connect(url));
        }
        await().atMost(LIMIT).until(() -> clients.stream().allMatch(client -> client.last() != null));
        long start = System.nanoTime();
        server.close();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        await().atMost(LIMIT).until(() -> clients.stream().noneMatch(EventStreamClient::isOpen));
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void announcedVersionsAreWaitedFor(WebApplicationType type) {
        String patient = "feature-flags.redis.poll-interval=20s";
        try (OfrepServer ahead = OfrepServer.open(type);
                OfrepServer behind = OfrepServer.open(type, patient)) {
            ahead.set("a", "true");
            behind.set("a", "false");
            String announced = version(ahead);
            String known = version(behind);
            assertThat(announced).isNotEqualTo(known);
            assertThat(behind.post(BULK + "?flagConfigEtag=" + known, "{}").statusCode())
                    .isEqualTo(200);
            var waiting = behind.postLater(BULK + "?flagConfigEtag=" + announced, "{}");
            await().during(Duration.ofMillis(300)).atMost(LIMIT).until(() -> !waiting.isDone());
            behind.set("a", "true");
            assertThat(JsonPath.<String>read(waiting.join().body(), "$.metadata.version"))
                    .isEqualTo(announced);
            assertThat(behind.post(BULK + "?flagConfigEtag=" + known, "{}").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void waitsAreLimited(WebApplicationType type) {
        try (OfrepServer server = OfrepServer.open(type, "feature-flags.redis.poll-interval=100ms")) {
            long start = System.nanoTime();
            HttpResponse<String> response = server.post(BULK + "?flagConfigEtag=made-up", "{}");
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("ETag")).isPresent();
            assertThat(took).isBetween(Duration.ofMillis(600), Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void streamsCanBeDisabled(WebApplicationType type) {
        try (OfrepServer server = OfrepServer.open(type, "feature-flags.ofrep.stream.enabled=false")) {
            assertThat(server.post(BULK, "{}").body()).doesNotContain("eventStreams");
            assertThat(server.send("GET", "/ofrep/v1/stream", null).statusCode())
                    .isEqualTo(404);
        }
    }
}
