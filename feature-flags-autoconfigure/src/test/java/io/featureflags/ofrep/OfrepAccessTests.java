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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who may evaluate which flags, on real servers with Spring Security. */
@ExtendWith(OutputCaptureExtension.class)
class OfrepAccessTests {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final String WEB_KEY = "web-key-of-the-test";

    private static final String BATCH_KEY = "batch-key-of-the-test";

    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("ada:secret".getBytes(StandardCharsets.UTF_8));

    private static OfrepServer secured(WebApplicationType type, String... properties) {
        String[] all = new String[properties.length + 1];
        all[0] = ENABLED;
        System.arraycopy(properties, 0, all, 1, properties.length);
        OfrepServer server = OfrepServer.start(type, SecuredOfrepApplication.class, all);
        server.set("web.open", "true");
        server.set("web.ada", "{\"users\":[\"ada\"]}");
        server.set(
                "web.buyers",
                "{\"rules\":[{\"if\":[{\"attribute\":\"roles\",\"operator\":\"contains\",\"values\":[\"BUYER\"]}]}]}");
        server.set(
                "web.plan",
                "{\"rules\":[{\"if\":[{\"attribute\":\"plan\",\"operator\":\"in\",\"values\":[\"gold\"]}]}]}");
        server.set("batch.size", "true");
        return server;
    }

    private static String sha256(String key) {
        return "{sha256}" + HexFormat.of().formatHex(Digests.sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isOn(OfrepServer server, String flag, String body, String... headers) {
        HttpResponse<String> response = server.post(SINGLE + flag, body, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonPath.read(response.body(), "$.value");
    }

    private static void assertUnauthorized(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("\"errorCode\":\"GENERAL\"");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void loginsAreThemselves(WebApplicationType type) {
        try (OfrepServer server = secured(type, ALL)) {
            String otto = "{\"context\":{\"targetingKey\":\"otto\",\"roles\":[\"ADMIN\"],\"plan\":\"gold\"}}";
            assertUnauthorized(server.post(SINGLE + "web.open", otto));
            assertUnauthorized(server.post(BULK, otto));
            assertUnauthorized(server.send("GET", "/ofrep/v1/stream", null));
            assertThat(isOn(server, "web.ada", otto, "Authorization", LOGIN)).isTrue();
            assertThat(isOn(server, "web.ada", "{}", "Authorization", LOGIN)).isTrue();
            assertThat(isOn(server, "web.buyers", otto, "Authorization", LOGIN)).isTrue();
            assertThat(isOn(server, "web.plan", otto, "Authorization", LOGIN)).isTrue();
            assertUnauthorized(server.post(SINGLE + "web.open", otto, "X-API-Key", WEB_KEY));
            assertUnauthorized(server.post(SINGLE + "web.open", otto, "X-API-Key", WEB_KEY, "Authorization", LOGIN));
            // Nothing signs tokens.
            assertThat(server.post(BULK, "{}", "Authorization", LOGIN).body()).doesNotContain("eventStreams");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void keysHaveTheirFlags(WebApplicationType type, CapturedOutput output) {
        try (OfrepServer server = secured(
                type,
                ANONYMOUS,
                "feature-flags.ofrep.flags=web.*",
                "feature-flags.ofrep.api-keys.web.key=" + WEB_KEY,
                "feature-flags.ofrep.api-keys.batch.key=" + sha256(BATCH_KEY),
                "feature-flags.ofrep.api-keys.batch.flags=batch.size,batch.next",
                "logging.level.io.featureflags=trace",
                "logging.level.org.springframework.web=trace")) {
            assertThat(isOn(server, "web.ada", ADA, "X-API-Key", WEB_KEY)).isTrue();
            assertThat(isOn(server, "web.ada", "{}", "Authorization", "Bearer " + WEB_KEY))
                    .isFalse();
            assertThat(isOn(server, "batch.size", "{}", "Authorization", "bearer " + BATCH_KEY))
                    .isTrue();
            assertThat(isOn(server, "web.open", "{}")).isTrue();
            for (String wrong : List.of("wrong", "", sha256(BATCH_KEY), WEB_KEY + "x")) {
                assertUnauthorized(server.post(SINGLE + "web.open", "{}", "X-API-Key", wrong));
                assertUnauthorized(server.post(BULK, "{}", "Authorization", "Bearer " + wrong));
            }
            assertThat(names(server.post(BULK, "{}", "X-API-Key", BATCH_KEY))).containsExactly("batch.size");
            assertThat(names(server.post(BULK, "{}", "X-API-Key", WEB_KEY)))
                    .containsExactly("web.ada", "web.buyers", "web.open", "web.plan");
            // Given by its full name, and thus loaded with its first value.
            server.set("batch.next", "true");
            assertThat(names(server.post(BULK, "{}", "X-API-Key", BATCH_KEY)))
                    .containsExactly("batch.next", "batch.size");

            HttpResponse<String> hidden = server.post(SINGLE + "secret.plan", "{}", "X-API-Key", WEB_KEY);
            HttpResponse<String> unknown = server.post(SINGLE + "web.planx", "{}", "X-API-Key", WEB_KEY);
            HttpResponse<String> other = server.post(SINGLE + "batch.size", "{}", "X-API-Key", WEB_KEY);
            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(unknown.body().replace("web.planx", "secret.plan")).isEqualTo(hidden.body());
            assertThat(other.body().replace("batch.size", "secret.plan")).isEqualTo(hidden.body());
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(server.store().loaded())
                    .contains("web.planx", "batch.next")
                    .doesNotContain("secret.plan");
            assertThat(output.getAll()).doesNotContain(WEB_KEY).doesNotContain(BATCH_KEY);
            assertThat(server.bean(OfrepProperties.class).toString()).doesNotContain(WEB_KEY);
        }
    }

    private static List<String> names(HttpResponse<String> response) {
        return JsonPath.read(response.body(), "$.flags[*].key");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void tokensOpenStreams(WebApplicationType type) {
        try (OfrepServer server = secured(
                type,
                "feature-flags.ofrep.flags=web.*",
                "feature-flags.ofrep.api-keys.batch.key=" + BATCH_KEY,
                "feature-flags.ofrep.api-keys.batch.flags=batch.*")) {
            String ofKey = uri(server.post(BULK, "{}", "X-API-Key", BATCH_KEY));
            String ofLogin = uri(server.post(BULK, "{}", "Authorization", LOGIN));
            assertThat(ofKey).startsWith("/ofrep/v1/stream?since=").contains("&token=");
            for (String url : List.of(
                    ofKey + "x",
                    ofKey.replaceFirst("token=.", "token=."),
                    "/ofrep/v1/stream",
                    "/ofrep/v1/stream?token=")) {
                assertUnauthorized(server.send("GET", url, null));
            }
            try (EventStreamClient batch = EventStreamClient.connect(server.url(ofKey));
                    EventStreamClient web = EventStreamClient.connect(server.url(ofLogin))) {
                await().atMost(LIMIT)
                        .until(() -> web.lines().contains(":") && batch.lines().contains(":"));
                server.set("batch.size", "false");
                await().atMost(LIMIT).until(() -> batch.versions().size() == 1);
                assertThat(web.versions()).isEmpty();
                server.set("web.open", "false");
                await().atMost(LIMIT).until(() -> web.versions().size() == 1);
                assertThat(batch.versions()).hasSize(1);
            }
        }
    }

    private static String uri(HttpResponse<String> response) {
        return JsonPath.read(response.body(), "$.eventStreams[0].endpoint.requestUri");
    }
}
