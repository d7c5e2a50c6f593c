package io.featureflags.ofrep;

import static io.featureflags.ofrep.OfrepServer.ADA;
import static io.featureflags.ofrep.OfrepServer.BULK;
import static io.featureflags.ofrep.OfrepServer.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

/** Each row of the table of requests, on both web stacks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractOfrepRowsTests {

    private final OpenApi openApi = new OpenApi();

    private final OfrepServer server;

    AbstractOfrepRowsTests(WebApplicationType type) {
        server = OfrepServer.open(type, "feature-flags.flags.configured.enabled=true");
        server.set("plain", "true");
        server.set("shut", "false");
        server.set("half", "50%");
        server.set("broken", "maybe");
        server.set("listed", "{\"users\":[\"ada\"],\"percentage\":0}");
        server.set("loud", "{\"variants\":[{\"name\":\"l\",\"value\":\"r\\u00e9d \\\"\"}],\"percentage\":100}");
        server.set("split", "{\"percentage\":100,\"variants\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
        server.set("whole", "{\"enabled\":true,\"variants\":[{\"name\":\"one\",\"value\":1}]}");
        server.set("exact", "{\"enabled\":true,\"variants\":[{\"name\":\"one\",\"value\":1.0}]}");
        server.set("object", "{\"enabled\":true,\"variants\":[{\"name\":\"o\",\"value\":{\"a\":[1,2.0,\"x\",null]}}]}");
        server.set("quiet", "{\"enabled\":false,\"variants\":[{\"name\":\"v\"}]}");
        server.set(
                "calm", "{\"enabled\":false,\"offVariant\":\"v\",\"variants\":[{\"name\":\"v\",\"value\":\"soft\"}]}");
        server.set(
                "german",
                "{\"rules\":[{\"if\":[{\"attribute\":\"country\",\"operator\":\"in\",\"values\":[\"DE\"]},"
                        + "{\"attribute\":\"age\",\"operator\":\"greaterThan\",\"values\":[17]},"
                        + "{\"attribute\":\"groups\",\"operator\":\"contains\",\"values\":[\"beta\"]}]}]}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "plain|{\"key\":\"plain\",\"value\":true,\"reason\":\"STATIC\",\"variant\":\"on\"}",
                "shut|{\"key\":\"shut\",\"value\":false,\"reason\":\"DISABLED\",\"variant\":\"off\"}",
                "listed|{\"key\":\"listed\",\"value\":true,\"reason\":\"TARGETING_MATCH\",\"variant\":\"on\"}",
                "configured|{\"key\":\"configured\",\"value\":true,\"reason\":\"STATIC\",\"variant\":\"on\"}",
                "loud|{\"key\":\"loud\",\"value\":\"r\u00e9d \\\"\",\"reason\":\"STATIC\",\"variant\":\"l\"}",
                "whole|{\"key\":\"whole\",\"value\":1,\"reason\":\"STATIC\",\"variant\":\"one\"}",
                "exact|{\"key\":\"exact\",\"value\":1.0,\"reason\":\"STATIC\",\"variant\":\"one\"}",
                "quiet|{\"key\":\"quiet\",\"reason\":\"DISABLED\"}",
                "calm|{\"key\":\"calm\",\"value\":\"soft\",\"reason\":\"DISABLED\",\"variant\":\"v\"}"
            })
    void oneFlag(String flag, String body) {
        HttpResponse<String> response = server.post(SINGLE + flag, ADA, "Accept", "text/html");
        assertThat(response.body()).isEqualTo(body);
        assertJson(response, 200);
        assertThat(openApi.violations("serverEvaluationSuccess", response.body()))
                .isEmpty();
    }

    @Test
    void objectsAndSplits() {
        HttpResponse<String> object = server.post(SINGLE + "object", ADA);
        assertJson(object, 200);
        assertThat(openApi.violations("serverEvaluationSuccess", object.body())).isEmpty();
        assertThat(object.body().replace(" ", "")).contains("\"value\":{\"a\":[1,2.0,\"x\",null]}");
        HttpResponse<String> split = server.post(SINGLE + "split", ADA);
        assertThat(JsonPath.<String>read(split.body(), "$.reason")).isEqualTo("SPLIT");
        assertThat(JsonPath.<String>read(split.body(), "$.value")).isIn("a", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "half|400|TARGETING_KEY_MISSING",
                "split|400|TARGETING_KEY_MISSING",
                "broken|400|PARSE_ERROR",
                "unknown|404|FLAG_NOT_FOUND",
                "b%C3%A4d%20name|404|FLAG_NOT_FOUND"
            })
    void failures(String flag, int status, String code) {
        HttpResponse<String> response = server.post(SINGLE + flag, "{}", "Accept", "image/png");
        assertJson(response, status);
        assertThat(JsonPath.<String>read(response.body(), "$.errorCode")).isEqualTo(code);
        assertThat(JsonPath.<String>read(response.body(), "$.key"))
                .isEqualTo(flag.startsWith("b%") ? "b\u00e4d name" : flag);
        assertThat(JsonPath.<String>read(response.body(), "$.errorDetails")).isNotBlank();
        assertThat(openApi.violations(status == 404 ? "flagNotFound" : "evaluationFailure", response.body()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~|PARSE_ERROR",
                "no|PARSE_ERROR",
                "[]|PARSE_ERROR",
                "{\"a\":1,\"a\":2}|PARSE_ERROR",
                "{\"context\":{\"a\":1,\"a\":2}}|PARSE_ERROR",
                "{\"context\":[]}|INVALID_CONTEXT",
                "{\"context\":\"ada\"}|INVALID_CONTEXT",
                "{\"context\":null}|INVALID_CONTEXT",
                "{\"context\":{\"targetingKey\":null}}|INVALID_CONTEXT",
                "{\"context\":{\"targetingKey\":7}}|INVALID_CONTEXT",
                "{\"context\":{\"targetingKey\":[\"ada\"]}}|INVALID_CONTEXT"
            })
    void unreadableBodies(String body, String code) {
        for (String path : List.of(SINGLE + "plain", BULK)) {
            HttpResponse<String> response = server.post(path, body);
            assertJson(response, 400);
            assertThat(JsonPath.<String>read(response.body(), "$.errorCode")).isEqualTo(code);
            String schema = path.equals(BULK) ? "bulkEvaluationFailure" : "evaluationFailure";
            assertThat(openApi.violations(schema, response.body())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 31})
    void nestingIsLimited(int lists) {
        String body = "{\"context\":{\"a\":" + "[".repeat(lists) + "]".repeat(lists) + "}}";
        assertThat(server.post(SINGLE + "plain", body).statusCode()).isEqualTo(lists == 30 ? 200 : 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"context\":{}}", "{\"context\":{\"targetingKey\":\" \"}}", "{\"other\":[1]}"})
    void absentUserIsNoError(String body) {
        assertThat(server.post(SINGLE + "plain", body).statusCode()).isEqualTo(200);
        assertThat(server.post(SINGLE + "half", body).body()).contains("TARGETING_KEY_MISSING");
    }

    @Test
    void attributesKeepTheirTypes() {
        String german = "{\"context\":{\"targetingKey\":\"ada\",\"country\":\"DE\",\"age\":18,\"groups\":[\"beta\"]}}";
        assertThat(server.post(SINGLE + "german", german).body()).contains("TARGETING_MATCH");
        assertThat(server.post(SINGLE + "german", german.replace("18", "\"18\""))
                        .body())
                .doesNotContain("TARGETING_MATCH");
    }

    @ParameterizedTest
    @CsvSource({"42,200", "-0,200", "12345678901234567890123,200", "42.0,400", "true,400", "null,400"})
    void wholeNumbersReplaceTheUser(String tenant, int status) {
        server.set("tenants", "{\"percentage\":50,\"bucketBy\":\"tenant\"}");
        HttpResponse<String> number = server.post(SINGLE + "tenants", "{\"context\":{\"tenant\":" + tenant + "}}");
        assertThat(number.statusCode()).isEqualTo(status);
        if (status == 200) {
            String digits = tenant.replace("-0", "0");
            assertThat(server.post(SINGLE + "tenants", "{\"context\":{\"tenant\":\"" + digits + "\"}}")
                            .body())
                    .isEqualTo(number.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SINGLE + "plain", BULK})
    void otherMethodsTypesAndSizes(String path) {
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            HttpResponse<String> response = server.send(method, path, "{}");
            assertGeneral(response, 405);
            assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        }
        for (String typed :
                List.of("text/plain", "application/x-www-form-urlencoded", "json", "application/json;charset=utf-16")) {
            assertGeneral(server.post(path, "{}", "Content-Type", typed), 415);
        }
        for (String typed :
                List.of("application/json", "application/problem+json", "Application/JSON; charset=UTF-8")) {
            assertThat(server.post(path, "{}", "Content-Type", typed).statusCode())
                    .isEqualTo(200);
        }
        String exact = "{\"context\":{\"a\":\"" + "x".repeat(64 * 1024 - 20) + "\"}}";
        assertThat(exact).hasSize(64 * 1024);
        assertThat(server.post(path, exact).statusCode()).isEqualTo(200);
        assertGeneral(server.post(path, exact + " "), 413);
    }

    @Test
    void streamSupportsGetOnly() {
        assertGeneral(server.post("/ofrep/v1/stream", "{}"), 405);
    }

    @Test
    void allFlags() {
        HttpResponse<String> response = server.post(BULK, "{}");
        assertJson(response, 200);
        assertThat(JsonPath.<List<String>>read(response.body(), "$.flags[*].key"))
                .isSorted()
                .contains("plain", "configured", "half", "broken")
                .doesNotContain("unknown");
        assertThat(openApi.violations("bulkEvaluationSuccess", response.body())).isEmpty();
        assertThat(openApi.violations("bulkEvaluationSuccess", response.body().replace("\"key\"", "\"kee\"")))
                .isNotEmpty();
        assertThat(JsonPath.<List<String>>read(response.body(), "$.flags[?(@.key=='half')].errorCode"))
                .containsExactly("TARGETING_KEY_MISSING");
        assertThat(JsonPath.<String>read(response.body(), "$.metadata.version")).isNotBlank();
        assertThat(JsonPath.<String>read(response.body(), "$.eventStreams[0].endpoint.requestUri"))
                .isEqualTo("/ofrep/v1/stream?since=" + JsonPath.read(response.body(), "$.metadata.version"));
        assertThat(JsonPath.<Integer>read(response.body(), "$.eventStreams[0].inactivityDelaySec"))
                .isEqualTo(120);
    }

    @Test
    void entityTags() {
        HttpResponse<String> first = server.post(BULK, ADA);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("W/\"").endsWith("\"");
        for (String same : List.of(tag, tag.substring(2), "\"x\", " + tag + ",W/\"y\"", "*", " * ")) {
            HttpResponse<String> response = server.post(BULK, ADA, "If-None-Match", same);
            assertThat(response.statusCode()).as(same).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().firstValue("ETag")).hasValue(tag);
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        assertThat(server.post(BULK, ADA, "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(server.post(BULK, "{}", "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(server.post(BULK, ADA).headers().firstValue("ETag")).hasValue(tag);
        assertThat(server.post(BULK, ADA, "If-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    private static void assertGeneral(HttpResponse<String> response, int status) {
        assertJson(response, status);
        assertThat(JsonPath.<String>read(response.body(), "$.errorCode")).isEqualTo("GENERAL");
        assertThat(JsonPath.<String>read(response.body(), "$.errorDetails")).isNotBlank();
    }

    private static void assertJson(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
}
