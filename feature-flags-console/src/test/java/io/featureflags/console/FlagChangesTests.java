package io.featureflags.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagWrite;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** What a writer sends, and what the server refuses. */
class FlagChangesTests {

    private static ConfigurableApplicationContext context;

    private static ConsoleClient writer;

    @BeforeAll
    static void start() {
        context = ConsoleApplication.start(WebApplicationType.SERVLET);
        writer = ConsoleClient.of(context).as("editor").asPage();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static String given(String flag, @Nullable String value) {
        FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
        FlagWrite write = FlagWrite.by("test");
        return value == null
                ? admin.delete(flag, write).version()
                : admin.set(flag, value, write).version();
    }

    private static @Nullable String valueOf(String flag) {
        return context.getBean(FeatureFlagAdmin.class).get(flag).value();
    }

    private static HttpResponse<String> post(String flag, String version, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("expectedVersion", version);
        return writer.post("/-/console/" + flag, body);
    }

    private static Map<String, Object> changes(String json) {
        return JsonPath.read(json.replace('\'', '"'), "$");
    }

    /** The values of a flag whose default is off, and whether everyone gets it afterwards who did not before. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10%                                        | {'percentage': 100}                            | true
                    10%                                        | {'percentage': 99.999}                         | false
                    false                                      | {'enabled': true, 'percentage': 100}           | true
                    true                                       | {'percentage': 100, 'owner': 'x'}              | false
                    {'users': ['a'], 'percentage': 0}          | {'users': null, 'percentage': 100}             | true
                    {'percentage': 100, 'excluded': ['a']}     | {'excluded': null}                             | true
                    {'percentage': 100, 'requires': ['basket']}| {'requires': null}                             | true
                    {'from': '2998-01-01T00:00:00Z', 'percentage': 100} | {'from': null}                        | true
                    {'from': '2998-01-01T00:00:00Z', 'percentage': 100} | {'owner': 'x'}                        | false
                    {'until': '2001-01-01T00:00:00Z', 'percentage': 100}| {'until': null}                       | true
                    {'percentage': 5, 'rules': [{'percentage': 50}]}    | {'rules': [{'percentage': 100}]}      | true
                    {'percentage': 100, 'rules': [{'if': [{'attribute': 'a', 'operator': 'notIn', 'values': ['b']}], 'percentage': 0}]} | {'rules': null} | true
                    {'percentage': 100, 'rules': [{'if': [{'attribute': 'a', 'operator': 'in', 'values': ['b']}], 'percentage': 0}]}    | {'owner': 'x'}  | false
                    10%                                        | {'rules': [{'if': [{'attribute': 'a', 'operator': 'startsWith', 'values': ['']}]}]} | true
                    10%                                        | {'from': '2998-01-01T00:00:00Z', 'percentage': 100} | true
                    10%                                        | {'rules': [{'if': [{'attribute': 'a', 'operator': 'exists', 'values': [true]}]}, {'if': [{'attribute': 'a', 'operator': 'exists', 'values': [false]}]}]} | true
                    """)
    void openingToEveryoneIsDecidedByTheMeaning(String before, String change, boolean opens) {
        String version = given("basket2", before.replace('\'', '"'));

        HttpResponse<String> tried =
                post("basket2", version, Map.of("changes", changes(change), "reason", "r", "dryRun", true));
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        assertThat(JsonPath.<Boolean>read(tried.body(), "$.opensToEveryone")).isEqualTo(opens);

        HttpResponse<String> written = post("basket2", version, Map.of("changes", changes(change), "reason", "r"));
        assertThat(written.statusCode()).as(written.body()).isEqualTo(opens ? 400 : 200);
        if (opens) {
            assertThat(JsonPath.<Boolean>read(written.body(), "$.opensToEveryone"))
                    .isTrue();
            assertThat(post("basket2", version, Map.of("changes", changes(change), "reason", "r", "everybody", true))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void undoAndDeletionAreGuardedToo() {
        given("basket", "true");
        String version = given("basket", "10%");
        assertThat(post("basket", version, Map.of("undo", version, "reason", "r"))
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> undone =
                post("basket", version, Map.of("undo", version, "reason", "r", "everybody", true));
        assertThat(undone.statusCode()).isEqualTo(200);
        assertThat(valueOf("basket")).isEqualTo("true");

        String limited = given("checkout", "10%"); // application.yml has it on for everyone.
        Map<String, Object> removal = new HashMap<>(Map.of("reason", "r"));
        removal.put("changes", null);
        assertThat(post("checkout", limited, removal).statusCode()).isEqualTo(400);
        removal.put("everybody", true);
        assertThat(post("checkout", limited, removal).statusCode()).isEqualTo(200);
        assertThat(valueOf("checkout")).isNull();
    }

    @Test
    void valuesThatLeaveTheShareToADefaultAreRefused() {
        String version = given("basket", "{\"users\": [\"a\"]}");
        for (String change : List.of("{'users': null}", "{'users': []}", "{'owner': 'x'}", "{'enabled': true}")) {
            HttpResponse<String> refused =
                    post("basket", version, Map.of("changes", changes(change), "reason", "r", "everybody", true));
            assertThat(refused.statusCode()).as(change).isEqualTo(400);
        }
        assertThat(valueOf("basket")).isEqualTo("{\"users\": [\"a\"]}");
        assertThat(post(
                                "basket",
                                version,
                                Map.of("changes", changes("{'users': null, 'percentage': 0}"), "reason", "r"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlySwitchingOffNeedsNoReason() {
        String version = given("basket", "10%");
        assertThat(post("basket", version, Map.of("changes", Map.of("percentage", 20)))
                        .body())
                .contains("A reason is missing.");
        HttpResponse<String> off = post("basket", version, Map.of("changes", Map.of("enabled", false)));
        assertThat(off.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<Boolean>read(off.body(), "$.switchesOff")).isTrue();
        String now = JsonPath.read(off.body(), "$.view.version");
        assertThat(post("basket", now, Map.of("changes", Map.of("percentage", 20)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("basket", now, Map.of("changes", Map.of("percentage", 20), "reason", " "))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void repeatedRequestIsCarriedOutOnce() {
        String version = given("basket", "10%");
        Map<String, Object> change = Map.of("changes", Map.of("percentage", 20), "reason", "r", "request", "request-1");
        HttpResponse<String> first = post("basket", version, change);
        HttpResponse<String> second = post("basket", version, change);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(JsonPath.<String>read(second.body(), "$.view.version"))
                .isEqualTo(JsonPath.<String>read(first.body(), "$.view.version"));
        assertThat(post(
                                "basket",
                                version,
                                Map.of("changes", Map.of("percentage", 20), "reason", "r", "request", "request-2"))
                        .statusCode())
                .isEqualTo(409);
    }

    /** The store would answer with the first change, as if the second one were carried out. */
    @Test
    void idOfAnotherRequestIsRefused() {
        String version = given("basket", "10%");
        HttpResponse<String> first = post(
                "basket", version, Map.of("changes", Map.of("percentage", 30), "reason", "r", "request", "request-3"));
        String next = JsonPath.read(first.body(), "$.view.version");
        HttpResponse<String> second = post(
                "basket", next, Map.of("changes", Map.of("percentage", 55), "reason", "r", "request", "request-3"));
        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body()).contains("that of another change");
        assertThat(valueOf("basket")).isEqualTo("{\"percentage\": 30}");
    }

    @Test
    void valueThatIsNotUnderstoodIsReplacedAsAWhole() {
        String version = given("basket", "10%");
        HttpResponse<String> replaced =
                post("basket", version, Map.of("changes", Map.of("percentage", 5), "replace", true, "reason", "r"));
        assertThat(valueOf("basket")).isEqualTo("{\"percentage\": 5}");
        assertThat(replaced.body()).contains("5 % of users instead of 10 %");
    }

    @Test
    void invalidRequestsNameTheirProblems() {
        String version = given("basket", "10%");
        assertThat(writer.send("POST", "/-/console/basket", "{").statusCode()).isEqualTo(400);
        assertThat(post("basket", version, Map.of()).body()).contains("Exactly one of 'changes' and 'undo'");
        assertThat(writer.post("/-/console/basket", Map.of("changes", Map.of("percentage", 5), "value", "x"))
                        .body())
                .contains("Unknown field 'value'", "'expectedVersion' is missing");
        assertThat(post("basket", version, Map.of("changes", Map.of("percentage", 200), "reason", "r"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("unheard", "0-0", Map.of("changes", Map.of("percentage", 0)))
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> created =
                post("baskets", "0-0", Map.of("changes", Map.of("enabled", false), "create", true, "reason", "r"));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        assertThat(created.body()).contains("There is a flag with a similar name: basket");
        assertThat(writer.with("Content-Type", "text/plain")
                        .post("/-/console/basket", Map.of())
                        .statusCode())
                .isEqualTo(415);
        assertThat(writer.send("POST", "/-/console/basket", " ".repeat(ConsoleOperations.MAX_BODY + 1))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void sampleNamesExactlyWhoChanges() {
        String version = given("basket", "{\"users\": [\"a\"], \"percentage\": 0}");
        String body = post(
                        "basket",
                        version,
                        Map.of(
                                "changes", changes("{'users': ['b']}"),
                                "sample", List.of("a", "b", "c"),
                                "dryRun", true))
                .body();
        assertThat(JsonPath.<Integer>read(body, "$.sample.size")).isEqualTo(3);
        assertThat(JsonPath.<List<String>>read(body, "$.sample.on")).containsExactly("b");
        assertThat(JsonPath.<List<String>>read(body, "$.sample.off")).containsExactly("a");
        assertThat(JsonPath.<String>read(body, "$.preview"))
                .isEqualTo("1 named user more gets it; 1 named user loses it");
        assertThat(valueOf("basket")).contains("\"a\"");
    }
}
