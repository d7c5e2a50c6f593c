package io.featureflags.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.testing.RedisProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The packaged shop with its beans processed ahead of time, on the JVM. */
class AheadOfTimeSampleIT {

    private static final Duration SEEN = Duration.ofSeconds(5);

    private static final String CLASSES = "BOOT-INF/classes/";

    @Test
    @DisplayName("R51: after processing, toggled methods route both ways")
    void routesBothWays() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.run("SET", "feature:ai_recommendations", "{\"users\": [\"linus\"]}");
            try (SampleProcess sample = SampleProcess.startAheadOfTime("--spring.data.redis.port=" + redis.port())) {
                assertThat(sample.output()).contains("Starting AOT-processed SampleApplication");
                assertThat(sample.get("/recommendations", "linus")).isEqualTo("new recommendations for linus");
                assertThat(sample.get("/recommendations", "ada")).isEqualTo("legacy recommendations for ada");
                assertThat(sample.get("/checkout", "ada")).isEqualTo("legacy checkout for ada");
                assertThat(sample.get("/", "")).contains("#ffffff");

                sample.send("PUT", "/flags/new_checkout_flow?value=true");
                redis.run("SET", "feature:new_ui_layout", "true");
                await().atMost(SEEN).until(() -> sample.get("/checkout", "ada").equals("new checkout for ada"));
                await().atMost(SEEN).until(() -> sample.get("/", "").contains("#14161d"));

                redis.run("DEL", "feature:new_checkout_flow");
                await().atMost(SEEN).until(() -> sample.get("/checkout", "ada").equals("legacy checkout for ada"));
                System.out.println("[start] ahead of time: " + sample.startTime());
            }
        }
    }

    @Test
    @DisplayName("R51: the store is selected at startup, not ahead of time")
    void usesTheStoreThatIsSetAtStartup() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.run("SET", "feature:new_checkout_flow", "true");
            try (SampleProcess sample = SampleProcess.startAheadOfTime(
                    "--spring.data.redis.port=" + redis.port(), "--feature-flags.store=memory")) {
                assertThat(sample.get("/checkout", "ada")).isEqualTo("legacy checkout for ada");
                assertThat(redis.run("CLIENT", "LIST")).doesNotContain("-flags");
            }
        }
    }

    @Test
    @DisplayName("R51: after processing, other services evaluate flags")
    void answersOtherServices() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.run(
                    "SET",
                    "feature:button_color",
                    "{\"enabled\": true, \"variants\": [{\"name\": \"loud\", \"value\": 7}]}");
            try (SampleProcess sample = SampleProcess.startAheadOfTime("--spring.data.redis.port=" + redis.port())) {
                HttpResponse<String> response = sample.send("POST", "/ofrep/v1/evaluate/flags/button_color", "{}");
                assertThat(response.body())
                        .isEqualTo("{\"key\":\"button_color\",\"value\":7,\"reason\":\"STATIC\",\"variant\":\"loud\"}");
                assertThat(response.statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    @DisplayName("R51: the jar has proxies, and hints for a native image")
    void hasProxiesAndHints() throws IOException {
        try (ZipFile jar = new ZipFile(System.getProperty("sample.jar"))) {
            for (Class<?> toggled : List.of(CheckoutService.class, RecommendationService.class, Look.class)) {
                assertThat(jar.getEntry(CLASSES + toggled.getName().replace('.', '/') + "$$SpringCGLIB$$0.class"))
                        .as("proxy of %s", toggled)
                        .isNotNull();
            }
            String metadata = new String(
                    jar.getInputStream(jar.stream()
                                    .filter(entry -> entry.getName().endsWith("/reachability-metadata.json"))
                                    .filter(entry -> entry.getName().contains("sample-app"))
                                    .findFirst()
                                    .orElseThrow())
                            .readAllBytes(),
                    UTF_8);
            List<String> called =
                    JsonPath.read(metadata, "$.reflection[?(@.type =~ /io.featureflags.sample.*/)].methods[*].name");
            assertThat(called)
                    .contains("checkout", "legacyCheckout", "recommend", "bestsellers", "stylesheet", "light");
            List<String> resources = JsonPath.read(metadata, "$.resources[*].glob");
            assertThat(resources).contains("META-INF/feature-flags.json");
            assertThat(jar.getEntry("META-INF/feature-flags.json")).isNotNull();
        }
    }
}
