package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Errors of the endpoint are problems of RFC 9457, on MVC and on WebFlux. */
@ExtendWith(OutputCaptureExtension.class)
class EndpointProblemTests {

    private static EndpointClient client(ConfigurableApplicationContext context) {
        return EndpointClient.of(context).with(EndpointApplication.USER, "ada");
    }

    /** Checks a problem and returns its detail. */
    private static String detail(int status, String title, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JsonPath.<String>read(response.body(), "$.type")).isEqualTo("about:blank");
        assertThat(JsonPath.<String>read(response.body(), "$.title")).isEqualTo(title);
        assertThat(JsonPath.<Integer>read(response.body(), "$.status")).isEqualTo(status);
        return JsonPath.read(response.body(), "$.detail");
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void conflictHasTheSentenceOfTheLogAndThePresentFlag(WebApplicationType type, CapturedOutput output) {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            EndpointClient client = client(context);
            String version = JsonPath.read(
                    client.post("/checkout", Map.of("value", "30%")).body(), "$.version");
            for (HttpResponse<String> conflict : List.of(
                    client.post("/checkout", Map.of("value", "true", "expectedVersion", "7-7")),
                    client.delete("/checkout?expectedVersion=7-7"))) {
                String sentence = detail(409, "Conflict", conflict);

                assertThat(sentence).contains("has version " + version + " instead of 7-7", "changed concurrently");
                assertThat(JsonPath.<String>read(conflict.body(), "$.flag.value"))
                        .isEqualTo("30%");
                assertThat(JsonPath.<String>read(conflict.body(), "$.flag.state"))
                        .isEqualTo("on for 30 %");
                assertThat(JsonPath.<String>read(conflict.body(), "$.flag.version"))
                        .isEqualTo(version);
                assertThat(JsonPath.<String>read(conflict.body(), "$.version")).isEqualTo(version);
                await().untilAsserted(() -> assertThat(output).contains("message=\"" + sentence));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyErrorIsAProblem(WebApplicationType type) {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            EndpointClient client = client(context);

            HttpResponse<String> invalid =
                    client.post("/checkout", Map.of("value", "soon", "create", "yes", "reson", "x"));
            assertThat(detail(400, "Bad Request", invalid)).contains("did you mean 'reason'?", "'create' must be");
            assertThat(JsonPath.<List<String>>read(invalid.body(), "$.problems"))
                    .hasSize(2);
            assertThat(detail(400, "Bad Request", client.post("/checkout", Map.of("value", "soon"))))
                    .startsWith("'value' is not understood: ");
            detail(400, "Bad Request", client.send("POST", "/checkout", "{"));
            detail(400, "Bad Request", client.send("POST", "", "{}"));
            detail(400, "Bad Request", client.get("/checkout/history?limit=many"));
            assertThat(detail(400, "Bad Request", client.get("/checkout/explain?attributes=land")))
                    .contains("'land'");
            detail(404, "Not Found", client.get("/checkout/nothing"));
            detail(401, "Unauthorized", EndpointClient.of(context).post("/checkout", Map.of("value", "true")));

            HttpResponse<String> put = client.send("PUT", "/checkout", "{\"value\": \"true\"}");
            detail(405, "Method Not Allowed", put);
            assertThat(put.headers().firstValue("Allow")).hasValue("GET,POST,DELETE");
            detail(405, "Method Not Allowed", client.delete(""));
            detail(405, "Method Not Allowed", client.post("/checkout/history", Map.of("value", "true")));
            detail(
                    415,
                    "Unsupported Media Type",
                    client.with("Content-Type", "text/plain").send("POST", "/checkout", "true"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on|did you mean true?",
                "10|did you mean 10%?",
                "{\"owner\": \"x\"}|an object must state who gets the flag",
                "{\"allow\": [\"ada\"]}|did you mean 'users'?",
                "{\"rules\": [{\"percent\": 5}]}|field 'percent' of rule 1 is unknown (did you mean 'percentage'?)"
            })
    void misspeltValueIsAProblemThatNamesTheMeantOne(String value, String problem) {
        try (ConfigurableApplicationContext context = EndpointApplication.start(WebApplicationType.SERVLET)) {
            HttpResponse<String> refused = client(context).post("/checkout", Map.of("value", value));

            assertThat(detail(400, "Bad Request", refused)).contains("'value' is not understood: ", problem);
            assertThat(JsonPath.<List<String>>read(refused.body(), "$.problems"))
                    .singleElement()
                    .asString()
                    .contains(problem);
            if (value.startsWith("{")) {
                assertThat(detail(
                                400,
                                "Bad Request",
                                client(context).send("POST", "/checkout", "{\"value\": " + value + "}")))
                        .contains(problem);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void storeThatIsAwayGivesTheCauseOnce(WebApplicationType type) {
        try (ConfigurableApplicationContext context =
                EndpointApplication.start(type, "feature-flags.store=redis", "spring.data.redis.port=1")) {
            EndpointClient client = client(context);
            for (HttpResponse<String> read : List.of(
                    client.get("/checkout/history"),
                    client.get("/-/history"),
                    client.get("/-/export"),
                    client.get("/unheard"),
                    client.send("POST", "?dryRun=true", "{\"flags\": {\"checkout\": true}}"))) {
                assertThat(detail(503, "Service Unavailable", read))
                        .contains("cannot be read: Redis does not answer (")
                        .containsOnlyOnce("Connection refused")
                        .doesNotContain("written");
            }
            assertThat(detail(503, "Service Unavailable", client.post("/checkout", Map.of("value", "true"))))
                    .contains("cannot be written: Redis does not answer (", "Nothing was written.")
                    .containsOnlyOnce("Connection refused");
            String flag = client.get("/checkout").body();
            assertThat(JsonPath.<String>read(flag, "$.state")).isEqualTo("on, from application.yml, Redis is away");
            assertThat(client.get("").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void misspeltNameIsNoFlagUnlessItIsCreated(WebApplicationType type) {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            EndpointClient client = client(context);
            for (HttpResponse<String> unknown : List.of(
                    client.get("/chekout"),
                    client.get("/chekout/history"),
                    client.get("/chekout/explain"),
                    client.delete("/chekout"),
                    client.post("/chekout", Map.of("value", "true", "create", false)))) {
                assertThat(detail(404, "Not Found", unknown)).contains("; did you mean checkout?");
            }
            assertThat(detail(404, "Not Found", client.post("/of-billing", Map.of("value", "true"))))
                    .doesNotContain("did you mean")
                    .contains("send \"create\": true");

            HttpResponse<String> created = client.post("/of-billing", Map.of("value", "5%", "create", true));
            assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
            assertThat(JsonPath.<String>read(created.body(), "$.state")).isEqualTo("on for 5 %");
            assertThat(client.post("/checkout", Map.of("value", "5%", "create", true))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(detail(404, "Not Found", client.get("/of-biling"))).contains("did you mean of-billing?");
        }
    }
}
