package io.featureflags.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Every request of anonymous users, viewers and writers, on each stack, port and protection against forged requests. */
class ConsoleTableTests {

    private static final String ID = "grace-4711";

    private static final String ATTRIBUTE = "tenant-0815";

    private static final String VALUE = "{\"users\": [\"" + ID + "\"], \"excluded\": [\"no-" + ID
            + "\"], \"rules\": [{\"if\": [{\"attribute\": \"tenant\", \"operator\": \"in\", \"values\": [\"" + ATTRIBUTE
            + "\"]}], \"percentage\": 50}], \"percentage\": 10, \"note\": \"" + ID + "\"}";

    private static final List<String> READS = List.of(
            "",
            "/checkout",
            "/broken",
            "/checkout/history",
            "/-/history",
            "/checkout/explain",
            "/-/export",
            "/-/console/me");

    private static ConsoleRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = ConsoleRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    static Stream<Arguments> applications() {
        List<Arguments> all = new ArrayList<>();
        for (WebApplicationType type : List.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)) {
            for (String port : List.of("same", "own")) {
                for (String csrf : List.of("none", "session", "cookie")) {
                    all.add(Arguments.of(type, port, csrf));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("applications")
    void eachUserSendsEachRequest(WebApplicationType type, String port, String csrf) {
        redis.clear();
        List<String> properties = new ArrayList<>(
                List.of("test.csrf=" + csrf, "feature-flags.store=redis", "spring.data.redis.port=" + redis.port()));
        if (port.equals("own")) {
            properties.add("management.server.port=0");
        }
        redis.set("checkout", VALUE);
        redis.set("broken", "{\"percent\": \"" + ID + "\"}");
        redis.set("other", "{\"users\": \"" + ID + "\"}");
        try (ConfigurableApplicationContext context =
                ConsoleApplication.start(type, properties.toArray(String[]::new))) {
            ConsoleClient client = ConsoleClient.of(context);
            if (port.equals("own")) {
                int application = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
                assertThat(ConsoleClient.at(application, "/actuator/featureflags")
                                .as("editor")
                                .get("/-/console/")
                                .statusCode())
                        .isEqualTo(404);
            }
            asAnonymous(client);
            asWriter(ConsoleClient.of(context).as("editor").asPage());
            asViewer(ConsoleClient.of(context).as("viewer").asPage(), csrf);
        }
    }

    private static void asAnonymous(ConsoleClient client) {
        ConsoleClient page = client.asPage();
        for (String path : READS) {
            assertThat(page.get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(page.get("/-/console/").statusCode()).isEqualTo(401);
        assertThat(page.post("/-/console/checkout", Map.of("changes", Map.of())).statusCode())
                .isIn(401, 403);
    }

    private static void asWriter(ConsoleClient writer) {
        for (String path : READS) {
            assertThat(writer.get(path).statusCode()).as(path).isEqualTo(200);
        }
        HttpResponse<String> page = writer.get("/-/console/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .containsExactly(SafeHeaders.ALL.get("Content-Security-Policy"));
        assertThat(JsonPath.<Boolean>read(writer.get("/-/console/me").body(), "$.mayWrite"))
                .isTrue();
        assertThat(writer.get("/checkout/explain?user=" + ID).body()).contains(ID);
        assertThat(writer.get("").body()).contains(ID, ATTRIBUTE);
        HttpResponse<String> flag = writer.get("/checkout");
        assertThat(flag.body()).contains(ID, ATTRIBUTE, "Half of those whose tenant is " + ATTRIBUTE);
        String version = JsonPath.read(flag.body(), "$.version");
        Map<String, Object> change = Map.of(
                "changes",
                Map.of("percentage", 30, "users", List.of(ID, "ada-" + ID)),
                "expectedVersion",
                version,
                "reason",
                "canary");
        Map<String, Object> dryRun = new HashMap<>(change);
        dryRun.put("dryRun", true);
        HttpResponse<String> tried = writer.post("/-/console/checkout", dryRun);
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        assertThat(JsonPath.<List<String>>read(tried.body(), "$.words"))
                .contains("30 % of users instead of 10 %", "1 named user added: ada-" + ID);
        HttpResponse<String> written = writer.post("/-/console/checkout", change);
        assertThat(written.statusCode()).as(written.body()).isEqualTo(200);
        assertThat(JsonPath.<String>read(written.body(), "$.view.lastChange.via"))
                .isEqualTo("console");
        assertThat(JsonPath.<String>read(written.body(), "$.view.lastChange.actor"))
                .isEqualTo("editor");
        assertThat(JsonPath.<String>read(written.body(), "$.view.version")).isNotEqualTo(version);
        HttpResponse<String> conflict = writer.post("/-/console/checkout", change);
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(JsonPath.<String>read(conflict.body(), "$.view.value")).contains("30");
        assertThat(writer.with("Sec-Fetch-Site", "cross-site")
                        .post("/-/console/checkout", change)
                        .statusCode())
                .isEqualTo(403);
        assertThat(writer.send("PUT", "/-/console/checkout", "{}").statusCode()).isEqualTo(405);
    }

    private static void asViewer(ConsoleClient viewer, String csrf) {
        List<String> reads = new ArrayList<>(READS);
        reads.add("/-/console/");
        for (String path : reads) {
            for (String accepted : List.of("application/json", "text/plain", "application/x-ndjson", "*/*")) {
                HttpResponse<String> response = viewer.with("Accept", accepted).get(path);
                assertThat(response.body()).as(path + accepted).doesNotContain(ID, ATTRIBUTE);
            }
            assertThat(viewer.get(path).statusCode()).as(path).isEqualTo(200);
        }
        String me = viewer.get("/-/console/me").body();
        assertThat(JsonPath.<Boolean>read(me, "$.mayWrite")).isFalse();
        assertThat(JsonPath.<Boolean>read(me, "$.showsIds")).isFalse();
        assertThat(me).contains("why").doesNotContain("csrf");
        String flag = viewer.get("/checkout").body();
        assertThat(JsonPath.<String>read(flag, "$.fields.users")).isEqualTo("2 named users");
        assertThat(JsonPath.<Boolean>read(flag, "$.hidden")).isTrue();
        assertThat(flag).contains("Half of those whose tenant is 1 value get it.");
        for (String path :
                List.of("/checkout/explain?user=" + ID, "/checkout/explain?attributes=tenant=" + ATTRIBUTE)) {
            assertThat(viewer.get(path).statusCode()).isEqualTo(403);
        }
        for (String path : List.of("/-/console/checkout", "/checkout", "")) {
            HttpResponse<String> refused = viewer.post(
                    path, Map.of("changes", Map.of("percentage", 20), "expectedVersion", "0-0", "dryRun", true));
            assertThat(refused.statusCode()).as(path).isIn(csrf.equals("none") ? List.of(403) : List.of(401, 403));
            assertThat(refused.body()).doesNotContain(ID, ATTRIBUTE);
        }
    }
}
