package io.featureflags.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

class ConsoleOutageTests {

    @Test
    void changeWithoutRedisIsRefused() {
        try (ConsoleRedis redis = ConsoleRedis.start();
                ConfigurableApplicationContext context = ConsoleApplication.start(
                        WebApplicationType.SERVLET,
                        "feature-flags.store=redis",
                        "spring.data.redis.port=" + redis.port())) {
            redis.set("basket", "10%");
            ConsoleClient writer = ConsoleClient.of(context).as("editor").asPage();
            await().untilAsserted(() ->
                    assertThat(writer.get("/basket").body()).contains("\"source\":\"REDIS\"", "lastChange"));
            String version = JsonPath.read(writer.get("/basket").body(), "$.version");
            Map<String, Object> change = Map.of(
                    "changes",
                    Map.of("percentage", 20),
                    "expectedVersion",
                    version,
                    "reason",
                    "canary",
                    "request",
                    "request-1");

            redis.stop();
            HttpResponse<String> away = writer.post("/-/console/basket", change);
            assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
            assertThat(away.body()).contains("problems");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(
                                    JsonPath.<String>read(writer.get("").body(), "$.mode"))
                            .isEqualTo("DOWN"));
            HttpResponse<String> known = writer.get("/basket");
            assertThat(known.statusCode()).isEqualTo(200);
            assertThat(known.body()).contains("last known").doesNotContain("\"version\":\"" + version);
        }
    }
}
