package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.AuditEntry;
import io.featureflags.FeatureFlagAdmin;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Requests that try to become a header, a line of the log, a page or another flag. No login protects the endpoint. */
@ExtendWith(OutputCaptureExtension.class)
class HostileRequestsTests {

    private static final String SCRIPT = "<script>alert(1)</script>";

    private static final String BREAK = "%0d%0aX-Evil:%20yes%0d%0a%0d%0a%3Cscript%3Ealert(1)%3C/script%3E";

    private static final String FORGED =
            "x\r\n2026-11-25 INFO feature_flag_changed flag=forged\u0085\u2028\u2029\u202e\u001b[31m";

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void pathNamesOneFlagOrNone(WebApplicationType type) {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            EndpointClient client = EndpointClient.of(context).with("X-User", "ada");
            for (String path : List.of(
                    "/shop.basket:v2",
                    "/shop.basket%3Av2",
                    "/shop%2Ebasket:v2",
                    "/%73hop.basket:v2",
                    "/shop.basket:v2;x=y")) {
                HttpResponse<String> response = client.get(path);
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                assertThat(JsonPath.<String>read(response.body(), "$.name"))
                        .as(path)
                        .isEqualTo("shop.basket:v2");
            }
            Map<String, Integer> statuses = new LinkedHashMap<>();
            for (String path : List.of(
                    "/", // An empty name.
                    "/checkout/",
                    "/checkout/history/",
                    "/checkout/../checkout",
                    "/checkout/%2e%2e/checkout",
                    "/./checkout",
                    "/checkout%2Fhistory",
                    "/checkout%5Chistory",
                    "/%63%68eckout%00",
                    "/%2563heckout",
                    "/checkout%20",
                    "/%20",
                    "/%0a",
                    "/checkout%0a",
                    "/checkout%3Bx=y",
                    "/ch%C3%A9ckout",
                    "/%D1%81heckout", // Looks like a c.
                    "/%EF%BD%83heckout", // A wide c.
                    "/checkout%E2%80%AE",
                    "/%C0%AE%C0%AE",
                    "/*",
                    "/%7Bname%7D",
                    "/" + "x".repeat(129),
                    "/" + "x".repeat(4000),
                    "/" + BREAK)) {
                for (String method : List.of("GET", "POST", "DELETE")) {
                    HttpResponse<String> response =
                            client.send(method, path, method.equals("POST") ? "{\"value\": \"true\"}" : null);
                    statuses.put(method + " " + path, response.statusCode());
                    assertHarmless(method + " " + path, response);
                }
            }
            assertThat(statuses).allSatisfy((path, status) -> assertThat(status).isIn(400, 404, 405));
            assertThat(admin(context).history(100)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void requestCannotForgeAHeaderOrALogLine(WebApplicationType type, CapturedOutput output) {
        try (ConfigurableApplicationContext context =
                EndpointApplication.start(type, "logging.level.org.springframework.web=debug")) {
            EndpointClient client = EndpointClient.of(context).with("X-User", "ada");
            String line = "%0a2026-11-25%20INFO%20feature_flag_changed%20flag=forged";
            for (String path : List.of(
                    "/checkout" + line,
                    "/" + BREAK,
                    "/checkout/history?limit=1" + BREAK,
                    "/checkout/history?limit=" + line,
                    "/checkout/" + BREAK,
                    "/checkout/explain?user=" + BREAK,
                    "/checkout/explain?attributes=" + BREAK,
                    "/checkout/explain?attributes=a=" + line,
                    "/checkout?" + BREAK + "=" + BREAK)) {
                assertHarmless(path, client.get(path));
                assertHarmless(path, client.send("POST", path, "{\"value\": \"true\", \"x\\nflag=forged\": 1}"));
            }
            for (String query : List.of("?expectedVersion=" + BREAK, "?expectedVersion=" + line)) {
                HttpResponse<String> response = client.delete("/checkout" + query);
                assertThat(response.statusCode()).isEqualTo(409);
                assertHarmless(query, response);
            }
            assertHarmless(
                    "body", client.send("POST", "/checkout", "{\n2026-11-25 INFO feature_flag_changed flag=forged"));
            assertHarmless("value", client.post("/checkout", Map.of("value", FORGED)));
            assertThat(admin(context).history(100)).isEmpty();

            assertHarmless("delete", client.delete("/checkout?reason=none" + line));
            HttpResponse<String> set = client.post(
                    "/checkout",
                    Map.of(
                            "value",
                            Map.of("percentage", 10, "description", FORGED, "owner", FORGED),
                            "reason",
                            FORGED));
            assertThat(set.statusCode()).isEqualTo(200);
            assertHarmless("set", set);
            assertThat(entries(context))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.reason()).isEqualTo(FORGED));

            await().untilAsserted(() -> assertThat(output.getOut()).contains("feature_flag_changed flag=checkout"));
            assertThat(output.getOut().lines())
                    .noneMatch(logged -> logged.startsWith("2026-11-25 INFO"))
                    .noneMatch(logged -> logged.startsWith("X-Evil"))
                    .noneMatch(logged -> logged.startsWith("flag=forged"));
            assertThat(output.getOut().lines().filter(logged -> logged.contains("feature_flag_changed flag=checkout")))
                    .singleElement()
                    .asString()
                    .doesNotContain("\u0085", "\u2028", "\u2029", "\u202e", "\u001b");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void storedTextIsNeverAPage(WebApplicationType type) {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            EndpointClient client = EndpointClient.of(context).with("X-User", SCRIPT);
            Map<String, Object> change = Map.of(
                    "value",
                    Map.of("percentage", 10, "description", SCRIPT, "owner", SCRIPT, "users", List.of(SCRIPT)),
                    "reason",
                    SCRIPT);
            for (String accept : List.of("text/html", "text/html,application/xhtml+xml,*/*;q=0.8", "image/*", "*/*")) {
                EndpointClient browser = client.with("Accept", accept);
                assertJson(200, browser.post("/checkout", change));
                assertJson(400, browser.post("/checkout", Map.of("value", SCRIPT, SCRIPT, SCRIPT)));
                assertJson(400, browser.send("POST", "/checkout", SCRIPT));
                assertJson(400, browser.send("POST", "/checkout", "[" + SCRIPT));
                assertJson(400, browser.send("POST", "/checkout", ""));
                assertJson(404, browser.post("/unknown", Map.of("value", "true")));
                assertJson(409, browser.post("/checkout", Map.of("value", "true", "expectedVersion", SCRIPT)));
                assertJson(400, browser.get("/checkout?name=%3Cscript%3E"));
                for (String path : List.of(
                        "",
                        "/checkout",
                        "/checkout/history",
                        "/checkout/explain?user=%3Cscript%3E&attributes=%3Cscript%3E=1",
                        "/checkout/explain?attributes=%3Cscript%3E",
                        "/checkout/history?limit=%3Cscript%3E",
                        "/%3Cscript%3E",
                        "/checkout/%3Cscript%3E")) {
                    HttpResponse<String> response = browser.get(path);
                    if (accept.contains("*/*")) {
                        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                                .as(path)
                                .contains("json");
                    } else { // Spring Boot rejects the type before it reads the flag.
                        assertThat(response.statusCode()).as(path).isEqualTo(406);
                        assertThat(response.body()).doesNotContain("<script>");
                    }
                }
            }
            assertThat(entries(context)).isNotEmpty().allSatisfy(entry -> {
                assertThat(entry.actor()).isEqualTo(SCRIPT);
                assertThat(entry.reason()).isEqualTo(SCRIPT);
            });
        }
    }

    /** A browser sends these for a page of another site without a preflight request. */
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void acceptsOnlyJson(WebApplicationType type) {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            EndpointClient client = EndpointClient.of(context).with("X-User", "ada");
            for (String contentType : List.of(
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/xml",
                    "application/octet-stream")) {
                HttpResponse<String> response = client.with("Content-Type", contentType)
                        .send("POST", "/checkout?value=true", "{\"value\": \"true\"}");
                assertThat(response.statusCode()).as(contentType).isEqualTo(415);
            }
            assertThat(client.send("POST", "/checkout?value=true", null).statusCode())
                    .isEqualTo(415);
            for (String method : List.of("PUT", "PATCH", "OPTIONS", "TRACE")) {
                assertThat(client.send(method, "/checkout", "{\"value\": \"true\"}")
                                .statusCode())
                        .as(method)
                        .isIn(200, 405); // OPTIONS lists the methods.
            }
            assertThat(client.with("X-HTTP-Method-Override", "DELETE")
                            .get("/checkout?_method=DELETE")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(entries(context)).isEmpty();
            for (String contentType :
                    List.of("application/vnd.spring-boot.actuator.v3+json", "application/json;charset=utf-8")) {
                HttpResponse<String> response = client.with("Content-Type", contentType)
                        .send("POST", "/checkout", "{\"value\": {\"percentage\": 1}}");
                assertThat(response.statusCode()).as(contentType).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void invalidRequestIsRejectedAndCausesNoServerError(WebApplicationType type) {
        try (ConfigurableApplicationContext context =
                EndpointApplication.start(type, "feature-flags.redis.max-value-size=1KB")) {
            EndpointClient client = EndpointClient.of(context).with("X-User", "ada");
            String reason = client.post("/checkout", Map.of("value", "true", "reason", "r".repeat(1001)))
                    .body();
            assertThat(JsonPath.<List<String>>read(reason, "$.problems"))
                    .containsExactly("'reason' has at most 1000 characters.");
            String name = client.post("/" + "n".repeat(129), Map.of("value", 7)).body();
            assertThat(JsonPath.<List<String>>read(name, "$.problems")).hasSize(2);
            String value = client.post("/checkout", Map.of("value", Map.of("users", List.of("d".repeat(1024)))))
                    .body();
            assertThat(JsonPath.<String>read(value, "$.problems[0]")).contains("max-value-size allows 1024");
            for (String body : List.of(
                    "null",
                    "7",
                    "\"true\"",
                    "[]",
                    "[{\"value\": true}]",
                    "{}",
                    "{\"value\": null}",
                    "{\"value\": []}",
                    "{\"value\": 1e400}",
                    "{\"value\": \"\"}",
                    "{\"value\": \" \"}",
                    "{\"value\": {\"enabled\": \"true\"}}",
                    "{\"value\": {\"percentage\": 1e400}}",
                    "{\"value\": {\"percentage\": -1}}",
                    "{\"value\": {\"rules\": [null]}}",
                    "{\"value\": {\"rules\": [{\"if\": null}]}}",
                    "{\"value\": {\"users\": [null]}}",
                    "{\"value\": {\"users\": [1]}}",
                    "{\"value\": {\"users\": {\"a\": null}}}",
                    "{\"value\": {\"x\": {\"y\": null, \"users\": [null]}, \"users\": 1}}",
                    "{\"value\": true, \"expectedVersion\": null, \"reason\": 1}",
                    "{\"value\": true, \"\": 1}",
                    "{\"value\": true, \"Value\": true}",
                    "{\"value\": true} trailing {",
                    "{\"value\": " + "[".repeat(100_000),
                    "{\"value\": " + "{\"a\": ".repeat(200) + "1" + "}".repeat(200) + "}",
                    "{\"value\": \"" + "x".repeat(300_000) + "\"}")) {
                HttpResponse<String> response = client.send("POST", "/checkout", body);
                String shown = body.substring(0, Math.min(80, body.length()));
                assertThat(response.statusCode())
                        .as("%s: %s", shown, response.body())
                        .isIn(400, 413);
                assertThat(response.headers().firstValue("Content-Type").orElse(""))
                        .as(shown)
                        .contains("json");
                assertThat(response.body().length()).as(shown).isLessThan(1000);
            }
            assertThat(entries(context)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void isTheSameOnThePortOfTheManagementServer(WebApplicationType type) {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type, "management.server.port=0")) {
            EndpointClient browser = EndpointClient.at(EndpointApplication.port(context, "local.management.port"))
                    .with("Accept", "text/html");

            assertJson(400, browser.send("POST", "/checkout", SCRIPT));
            assertJson(400, browser.delete("/checkout?name=shop.basket:v2"));
            assertJson(401, browser.post("/checkout", Map.of("value", SCRIPT)));
        }
    }

    /** Writes of objects obey the same CORS rules as all endpoints. */
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void obeysTheCorsRulesOfTheApplication(WebApplicationType type) {
        String origins = "management.endpoints.web.cors.allowed-origins=https://console.example";
        String headers = "management.endpoints.web.cors.allowed-headers=Content-Type,X-User";
        String methods = "management.endpoints.web.cors.allowed-methods=GET,POST";
        try (ConfigurableApplicationContext context = EndpointApplication.start(type, origins, methods, headers)) {
            EndpointClient friend =
                    EndpointClient.of(context).with("X-User", "ada").with("Origin", "https://console.example");
            EndpointClient stranger =
                    EndpointClient.of(context).with("X-User", "ada").with("Origin", "https://evil.example");

            assertThat(allowed(friend, "POST")).isEqualTo("200 https://console.example");
            assertThat(allowed(friend, "DELETE")).isEqualTo("403 ");
            assertThat(allowed(stranger, "POST")).isEqualTo("403 ");
            assertThat(stranger.post("/checkout", Map.of("value", "10%")).statusCode())
                    .isEqualTo(403);
            assertThat(entries(context)).isEmpty();
            HttpResponse<String> set = friend.post("/checkout", Map.of("value", "10%"));
            assertThat(set.statusCode()).isEqualTo(200);
            assertThat(set.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://console.example");
        }
    }

    private static String allowed(EndpointClient client, String method) {
        HttpResponse<String> response = client.with("Access-Control-Request-Method", method)
                .with("Access-Control-Request-Headers", "Content-Type")
                .send("OPTIONS", "/checkout", null);
        return response.statusCode() + " "
                + response.headers().firstValue("Access-Control-Allow-Origin").orElse("");
    }

    private static void assertJson(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue(status < 400 ? "application/json" : "application/problem+json");
    }

    /** Checks that a response has no foreign header, and no markup unless it is JSON. */
    private static void assertHarmless(String request, HttpResponse<String> response) {
        assertThat(new TreeSet<>(response.headers().map().keySet()))
                .as(request)
                .allSatisfy(header -> assertThat(header.toLowerCase(Locale.ROOT))
                        .isIn(
                                "allow",
                                "connection",
                                "content-language",
                                "content-length",
                                "content-type",
                                "date",
                                "keep-alive",
                                "transfer-encoding",
                                "vary",
                                "accept"));
        assertThat(response.headers().map().toString()).as(request).doesNotContain("Evil", "script");
        if (!contentType(response).contains("json")) {
            assertThat(response.body()).as(request).doesNotContain("<script>");
        }
        assertThat(response.body()).as(request).doesNotContain("\r", "\u001b");
    }

    private static String contentType(HttpResponse<String> response) {
        @Nullable String type = response.headers().firstValue("Content-Type").orElse(null);
        return type == null ? "" : type;
    }

    private static FeatureFlagAdmin admin(ConfigurableApplicationContext context) {
        return context.getBean(FeatureFlagAdmin.class);
    }

    private static List<AuditEntry> entries(ConfigurableApplicationContext context) {
        return admin(context).history("checkout", 100);
    }
}
