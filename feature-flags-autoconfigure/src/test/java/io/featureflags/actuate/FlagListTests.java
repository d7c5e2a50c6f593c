package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagWrite;
import io.featureflags.spi.FlagLedger;
import io.featureflags.testing.RedisProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** States in words, the order of the list, last changes and tables. */
class FlagListTests {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static String state(EndpointClient client, String flag) {
        return JsonPath.read(client.get("/" + flag).body(), "$.state");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void listHasProblemsFirstAndTables(WebApplicationType type) {
        try (ConfigurableApplicationContext context = EndpointApplication.start(
                type, "feature-flags.flags.old.enabled=true", "feature-flags.flags.old.expires=2020-01-01")) {
            EndpointClient client = EndpointClient.of(context).with(EndpointApplication.USER, "ada");
            client.post("/checkout", Map.of("value", "20%", "reason", "canary"));

            HttpResponse<String> list = client.get("");
            assertThat(JsonPath.<String>read(list.body(), "$.mode")).isEqualTo("MEMORY");
            assertThat(JsonPath.<List<String>>read(list.body(), "$.flags[*].name"))
                    .containsExactly("old", "checkout", "shop.basket:v2");
            assertThat(JsonPath.<List<String>>read(list.body(), "$.flags[*].state"))
                    .containsExactly("on, from application.yml", "on for 20 %", "off, from application.yml");
            assertThat(JsonPath.<String>read(list.body(), "$.flags[1].lastChange.actor"))
                    .isEqualTo("ada");
            assertThat(JsonPath.<String>read(list.body(), "$.flags[1].lastChange.after"))
                    .isEqualTo("20%");

            for (String accept : List.of(
                    "*/*",
                    "application/json",
                    "text/plain, application/json, application/*+json, */*",
                    "application/json, text/plain, */*",
                    "text/html,application/xhtml+xml,*/*;q=0.8")) {
                for (String path : List.of("", "/checkout/explain?user=u", "/checkout/history")) {
                    HttpResponse<String> json = client.with("Accept", accept).get(path);
                    assertThat(json.headers().firstValue("Content-Type").orElse(""))
                            .as(accept + " " + path)
                            .contains("json");
                    assertThat(json.body()).startsWith("{");
                }
            }
            EndpointClient people = client.with("Accept", "text/plain");
            HttpResponse<String> table = people.get("");
            assertThat(table.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
            assertThat(table.body().lines())
                    .contains("mode: MEMORY")
                    .anyMatch(line -> line.matches("checkout {8}on for 20 % {2,}team-checkout {2}2999-12-31 {2}"
                            + "\\S+ by ada via actuator: canary"));
            HttpResponse<String> why = people.get("/checkout/explain?user=grace");
            assertThat(why.body()).startsWith("checkout is ").contains("\n  percentage ");
            assertThat(people.get("/checkout/history").body().lines()).hasSize(2);
            HttpResponse<String> unknown = people.get("/chekout/explain");
            assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void boundedListStatesThatThereMayBeMore() {
        try (ConfigurableApplicationContext context = EndpointApplication.start(
                WebApplicationType.SERVLET,
                List.of(EndpointApplication.class, PostedValueTests.CountedParser.class),
                List.of())) {
            EndpointClient client = EndpointClient.of(context).with(EndpointApplication.USER, "ada");
            FlagLedger ledger = context.getBean(FlagLedger.class);
            IntStream.range(1, FeatureFlagAdmin.MAX_LISTED)
                    .forEach(i -> ledger.write("tenant." + i, "true", FlagWrite.by("ada")));
            assertThat(client.get("").body()).doesNotContain("\"more\"");

            ledger.write("tenant.0", "true", FlagWrite.by("ada"));
            ledger.write("zebra", "true", FlagWrite.by("ada"));

            String list = client.get("").body();
            assertThat(JsonPath.<List<String>>read(list, "$.flags[*].name"))
                    .hasSize(FeatureFlagAdmin.MAX_LISTED + 2)
                    .contains("checkout", "shop.basket:v2")
                    .doesNotContain("zebra");
            assertThat(JsonPath.<String>read(list, "$.more")).startsWith("The store may have more flags: ");
            assertThat(client.with("Accept", "text/plain").get("").body())
                    .startsWith("mode: ")
                    .contains("\nThe store may have more flags: ");
        }
    }

    @Test
    void stateIsThatOfTheLastValueAfterALossAndInAnOutage() {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.run(
                    "MSET",
                    "feature:checkout",
                    "{\"users\": [\"a\", \"b\", \"c\"], \"percentage\": 20}",
                    "feature:shop.basket:v2",
                    "true",
                    "feature:billing",
                    "onn");
            try (ConfigurableApplicationContext context = EndpointApplication.start(
                    WebApplicationType.SERVLET,
                    "feature-flags.store=redis",
                    "feature-flags.redis.startup-wait=20s",
                    "feature-flags.flags.billing.enabled=true",
                    "spring.data.redis.port=" + redis.port())) {
                EndpointClient client = EndpointClient.of(context).with(EndpointApplication.USER, "ada");
                await().atMost(LIMIT)
                        .untilAsserted(
                                () -> assertThat(state(client, "checkout")).isEqualTo("on for 20 % and 3 named users"));
                assertThat(state(client, "billing")).isEqualTo("off: the value is not understood");
                assertThat(JsonPath.<List<String>>read(client.get("").body(), "$.flags[*].name"))
                        .startsWith("billing");

                redis.run("FLUSHALL");
                await().atMost(LIMIT).untilAsserted(() -> {
                    String flag = client.get("/checkout").body();
                    assertThat(flag).doesNotContain("\"value\"");
                    assertThat(JsonPath.<String>read(flag, "$.state"))
                            .isEqualTo("last known: on for 20 % and 3 named users, the key is gone as after a flush");
                    assertThat(JsonPath.<String>read(flag, "$.lastKnownValue")).contains("\"percentage\": 20");
                });
                redis.run("SET", "feature:shop.basket:v2", "true");
                await().atMost(LIMIT)
                        .untilAsserted(() ->
                                assertThat(state(client, "shop.basket:v2")).isEqualTo("on"));

                redis.kill();
                await().atMost(LIMIT)
                        .untilAsserted(() ->
                                assertThat(state(client, "shop.basket:v2")).isEqualTo("last known: on, Redis is away"));
            }
        }
    }
}
