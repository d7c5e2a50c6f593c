package io.featureflags.actuate;

import static io.featureflags.actuate.AllFlagsClient.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Export, import and history of all flags, and audit of rejected requests: on MVC and on WebFlux. */
@ExtendWith(OutputCaptureExtension.class)
class AllFlagsEndpointTests {

    private static AllFlagsClient client(ConfigurableApplicationContext context) {
        return new AllFlagsClient(EndpointApplication.port(context, "local.server.port"));
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void importsWhatItExports(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            AllFlagsClient client = client(context);
            client.post(200, "/checkout", "{\"value\": {\"description\": \"grüße\", \"percentage\": 0.5}}");
            client.post(200, "/shop.basket:v2", "{\"value\": \"10%\"}");

            HttpResponse<String> export = client.get("/-/export", "*/*");
            assertThat(export.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(export.body()).isEqualTo("""
                    {"flags": {
                      "checkout": "{\\"description\\": \\"grüße\\", \\"percentage\\": 0.5}",
                      "shop.basket:v2": "10%"
                    }}
                    """);

            client.post(200, "/checkout", "{\"value\": \"false\"}");
            client.delete(200, "/shop.basket:v2");
            String versions = client.get(200, "/-/history");
            String plan = client.post(200, "?dryRun=true", export.body());
            assertThat(JsonPath.<Boolean>read(plan, "$.dryRun")).isTrue();
            assertThat(list(plan, "$.flags[*].outcome")).containsExactly("changed", "created");
            assertThat(list(plan, "$.flags[*].before")).containsExactly("false");
            assertThat(client.get(200, "/-/history")).isEqualTo(versions);

            String done = client.post(200, "?reason=back%20again", export.body());
            assertThat(JsonPath.<Boolean>read(done, "$.dryRun")).isFalse();
            assertThat(list(done, "$.flags[*].outcome")).containsExactly("changed", "created");
            assertThat(client.get(200, "/-/export")).isEqualTo(export.body());
            String last = client.get(200, "/checkout/history?limit=1");
            assertThat(last)
                    .contains("\"actor\":\"ada\"", "\"source\":\"MANUAL\"", "\"via\":\"actuator\"")
                    .contains("\"reason\":\"back again\"", "\"before\":\"false\"");
            assertThat(list(client.post(200, "?dryRun=false", export.body()), "$.flags[*].outcome"))
                    .containsExactly("unchanged", "unchanged");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void importCreatesAndDeletesAndKeepsOtherFlags(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            AllFlagsClient client = client(context);
            client.post(200, "/checkout", "{\"value\": \"10%\"}");
            client.post(200, "/shop.basket:v2", "{\"value\": \"10%\"}");

            String done =
                    client.post(200, "", "{\"flags\": {\"shop.basket:v2\": null, \"ahead\": {\"percentage\": 1}}}");

            assertThat(list(done, "$.flags[*].outcome")).containsExactly("created", "deleted");
            assertThat(client.get(200, "/-/export")).isEqualTo("""
                    {"flags": {
                      "ahead": "{\\"percentage\\": 1}",
                      "checkout": "10%"
                    }}
                    """);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void invalidImportChangesNothingAndNamesAllProblems(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            AllFlagsClient client = client(context);

            String bad = client.post(
                    400,
                    "?reason=" + "x".repeat(1001),
                    "{\"flags\": {\"checkout\": \"true\", \"a\": \"maybe\", \"b\": 7, \"no name\": true}}");
            assertThat(list(bad, "$.problems")).hasSize(4);
            assertThat(bad)
                    .contains(
                            "'reason' has at most 1000 characters. a: ",
                            "JSON object. b: ",
                            "JSON object (did you mean 7%?). no name: ")
                    .doesNotContain("checkout");
            assertThat(client.post(400, "?dryRun=true", "{\"checkout\": \"true\"}"))
                    .contains("must have no field but 'flags'", "must have the field 'flags'");
            client.post(400, "", "");
            client.post(400, "", "{\"flags\": {\"checkout\": true, \"checkout\": false}}");
            client.post(400, "?dryRun=maybe", "{\"flags\": {\"checkout\": true}}");
            client.post(400, "", HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xff, '}'}));
            String many = IntStream.rangeClosed(0, 10_000)
                    .mapToObj(flag -> "\"flag" + flag + "\": true")
                    .collect(Collectors.joining(",", "{\"flags\": {", "}}"));
            client.post(400, "", many);
            byte[] large = new byte[WebOperations.MAX_DOCUMENT + 1];
            assertThat(client.post(413, "", HttpRequest.BodyPublishers.ofByteArray(large)))
                    .contains("A document has at most");

            client.user = null;
            client.post(401, "", "{\"flags\": {\"checkout\": true}}");
            client.post(401, "?dryRun=true", "{\"flags\": {\"checkout\": true}}");
            assertThat(list(client.get(200, "/-/history"), "$.entries")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void mergesTheHistoriesOfAllFlagsAlsoAsJsonLines(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            AllFlagsClient client = client(context);
            client.post(200, "/checkout", "{\"value\": \"1%\", \"reason\": \"a\\nforged\\u2028line \\u001b[31m ü\"}");
            client.post(200, "", "{\"flags\": {\"gone\": true}}");
            client.post(200, "/checkout", "{\"value\": \"2%\"}");
            client.delete(200, "/gone");

            String all = client.get(200, "/-/history");
            assertThat(list(all, "$.entries[*].flag")).containsExactly("gone", "checkout", "gone", "checkout");
            assertThat(list(client.get(200, "/-/history?limit=2"), "$.entries[*].flag"))
                    .containsExactly("gone", "checkout");
            client.get(400, "/-/history?limit=0");

            HttpResponse<String> lines = client.get("/-/history", "application/x-ndjson");
            assertThat(lines.statusCode()).isEqualTo(200);
            assertThat(lines.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
            List<String> entries = List.of(lines.body().split("\\R"));
            assertThat(entries)
                    .extracting(entry -> JsonPath.<String>read(entry, "$.flag"))
                    .containsExactly("gone", "checkout", "gone", "checkout");
            assertThat(JsonPath.<String>read(entries.get(3), "$.reason")).isEqualTo("a\nforged\u2028line \u001b[31m ü");
            assertThat(lines.body()).endsWith("}\n").doesNotContain("\u2028", "\u001b");
            assertThat(client.get("/checkout/history?limit=1", "application/x-ndjson")
                            .body())
                    .hasLineCount(1)
                    .contains("\"after\":\"2%\"");

            assertThat(client.get("/-/history", "application/vnd.spring-boot.actuator.v3+json")
                            .body())
                    .isEqualTo(all);
            HttpResponse<String> problem = client.get("/unknown/history", "application/x-ndjson");
            assertThat(problem.statusCode()).isEqualTo(404);
            assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            client.get(404, "/-");
            client.get(404, "/-/explain");
            client.get(404, "/checkout/export");
            client.post(400, "/-", "{\"value\": \"true\"}");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void readOnlyEndpointRejectsImports(WebApplicationType type) throws Exception {
        try (ConfigurableApplicationContext context =
                EndpointApplication.start(type, "management.endpoint.featureflags.access=read-only")) {
            AllFlagsClient client = client(context);

            client.post(405, "", "{\"flags\": {}}");
            client.post(405, "?dryRun=true", "{\"flags\": {}}");
            client.get(200, "/-/export");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void storeThatIsAwayCausesNoPartialExportOrImport(WebApplicationType type, CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext context =
                EndpointApplication.start(type, "feature-flags.store=redis", "spring.data.redis.port=1")) {
            AllFlagsClient client = client(context);

            client.get(503, "/-/export");
            client.get(503, "/-/history");
            client.post(503, "?dryRun=true", "{\"flags\": {\"checkout\": true}}");
            assertThat(output).doesNotContain("feature_flag_change_failed");
            client.post(503, "", "{\"flags\": {\"checkout\": true}}");
            client.post(503, "/checkout", "{\"value\": \"true\"}");
            await().untilAsserted(() -> assertThat(output)
                    .contains("feature_flag_change_failed problem=STORE flag=\"-\"")
                    .contains("feature_flag_change_failed problem=STORE flag=\"checkout\""));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void rejectedRequestIsReportedOnceAndIsInNoHistory(WebApplicationType type, CapturedOutput output)
            throws Exception {
        try (ConfigurableApplicationContext context = EndpointApplication.start(type)) {
            AllFlagsClient client = client(context);
            client.post(409, "/checkout", "{\"value\": \"true\", \"expectedVersion\": \"9-9\", \"reason\": \"soon\"}");
            client.post(400, "/checkout", "{\"value\": \"maybe\"}");
            client.post(400, "/checkout", "{\"value\": 7}");
            client.post(404, "/unknown", "{\"value\": \"true\"}");
            client.post(400, "", "{}");
            client.user = null;
            client.delete(401, "/checkout");
            client.user = "last";
            client.delete(404, "/unknown");

            await().untilAsserted(() -> assertThat(output).contains("actor=\"last\""));
            List<String> failures = output.getOut()
                    .lines()
                    .filter(line -> line.contains("feature_flag_change_failed"))
                    .map(line -> line.substring(line.indexOf("problem=")))
                    .toList();
            assertThat(failures).hasSize(7);
            assertThat(failures.get(0))
                    .startsWith("problem=CONFLICT flag=\"checkout\" source=MANUAL actor=\"ada\" via=\"actuator\""
                            + " value=\"true\" reason=\"soon\" message=\"Feature flag 'checkout' has version 0-0");
            assertThat(failures.get(1))
                    .startsWith("problem=INVALID flag=\"checkout\"")
                    .contains("value=\"maybe\"");
            assertThat(failures.get(2)).startsWith("problem=INVALID flag=\"checkout\"");
            assertThat(failures.get(3)).startsWith("problem=INVALID flag=\"unknown\"");
            assertThat(failures.get(4)).startsWith("problem=INVALID flag=\"-\"");
            assertThat(failures.get(5)).startsWith("problem=NOT_LOGGED_IN flag=\"checkout\"");
            assertThat(list(client.get(200, "/-/history"), "$.entries")).isEmpty();
        }
    }
}
