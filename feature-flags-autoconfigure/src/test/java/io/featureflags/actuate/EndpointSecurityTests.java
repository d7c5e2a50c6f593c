package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.AuditEntry;
import io.featureflags.ChangeSource;
import io.featureflags.FeatureFlagAdmin;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Permissions of users at the endpoint behind Spring Security, and their names in the history. */
@ExtendWith(OutputCaptureExtension.class)
class EndpointSecurityTests {

    /** Operation in the tables below, with its request. */
    private enum Operation {
        LIST("GET", "", null),
        ONE("GET", "/checkout", null),
        HISTORY("GET", "/checkout/history", null),
        EXPLAIN("GET", "/checkout/explain?user=ada", null),
        SET("POST", "/checkout", "{\"value\": \"10%\"}"),
        SET_OBJECT("POST", "/checkout", "{\"value\": {\"percentage\": 20}}"),
        SET_STALE("POST", "/checkout", "{\"value\": \"true\", \"expectedVersion\": \"1-1\"}"),
        SET_BAD("POST", "/checkout", "{\"value\": \"maybe\"}"),
        DELETE("DELETE", "/checkout?reason=over", null),
        ONE_UNKNOWN("GET", "/unknown", null),
        HISTORY_UNKNOWN("GET", "/unknown/history", null),
        EXPLAIN_UNKNOWN("GET", "/unknown/explain", null),
        SET_UNKNOWN("POST", "/unknown", "{\"value\": \"true\"}"),
        DELETE_UNKNOWN("DELETE", "/unknown", null);

        private final String method;

        private final String path;

        private final @Nullable String body;

        Operation(String method, String path, @Nullable String body) {
            this.method = method;
            this.path = path;
            this.body = body;
        }

        int statusFor(EndpointClient client) {
            return client.send(method, path, body).statusCode();
        }
    }

    /** Returns the status of each operation: without a login, with a wrong password, for the viewer and for the editor. */
    private static String table(EndpointClient client) {
        StringBuilder table = new StringBuilder();
        for (Operation operation : Operation.values()) {
            table.append(String.format(
                    "%-15s %d %d %d %d%n",
                    operation,
                    operation.statusFor(client),
                    operation.statusFor(client.login("editor", "wrong")),
                    operation.statusFor(client.as("viewer")),
                    operation.statusFor(client.as("editor"))));
        }
        return table.toString();
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void viewersReadAndEditorsWrite(WebApplicationType type) {
        try (ConfigurableApplicationContext context = SecuredApplication.start(type)) {
            assertThat(table(EndpointClient.of(context))).isEqualTo("""
                    LIST            401 401 200 200
                    ONE             401 401 200 200
                    HISTORY         401 401 200 200
                    EXPLAIN         401 401 200 200
                    SET             401 401 403 200
                    SET_OBJECT      401 401 403 200
                    SET_STALE       401 401 403 409
                    SET_BAD         401 401 403 400
                    DELETE          401 401 403 200
                    ONE_UNKNOWN     401 401 404 404
                    HISTORY_UNKNOWN 401 401 404 404
                    EXPLAIN_UNKNOWN 401 401 404 404
                    SET_UNKNOWN     401 401 403 404
                    DELETE_UNKNOWN  401 401 403 404
                    """);
            assertThat(entries(context))
                    .extracting(AuditEntry::after)
                    .containsExactly(null, "{\"percentage\": 20}", "10%");
            assertThat(entries(context)).extracting(AuditEntry::actor).containsOnly("editor");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void writesNeedALoginEvenIfRulesPermitAll(WebApplicationType type) {
        try (ConfigurableApplicationContext context = SecuredApplication.start(type, SecuredApplication.OPEN)) {
            assertThat(table(EndpointClient.of(context))).isEqualTo("""
                    LIST            200 401 200 200
                    ONE             200 401 200 200
                    HISTORY         200 401 200 200
                    EXPLAIN         200 401 200 200
                    SET             401 401 200 200
                    SET_OBJECT      401 401 200 200
                    SET_STALE       401 401 409 409
                    SET_BAD         401 401 400 400
                    DELETE          401 401 200 200
                    ONE_UNKNOWN     404 401 404 404
                    HISTORY_UNKNOWN 404 401 404 404
                    EXPLAIN_UNKNOWN 404 401 404 404
                    SET_UNKNOWN     401 401 404 404
                    DELETE_UNKNOWN  401 401 404 404
                    """);
            // The editor wrote the same value again, which is no change.
            assertThat(entries(context))
                    .hasSize(3)
                    .extracting(AuditEntry::actor)
                    .containsOnly("viewer");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void accessReadOnlyHoldsForEditorsToo(WebApplicationType type) {
        for (String access : List.of(
                "management.endpoint.featureflags.access=read-only",
                "management.endpoints.access.max-permitted=read-only")) {
            try (ConfigurableApplicationContext context = SecuredApplication.start(type, access)) {
                assertThat(table(EndpointClient.of(context))).as(access).isEqualTo("""
                        LIST            401 401 200 200
                        ONE             401 401 200 200
                        HISTORY         401 401 200 200
                        EXPLAIN         401 401 200 200
                        SET             401 401 403 405
                        SET_OBJECT      401 401 403 405
                        SET_STALE       401 401 403 405
                        SET_BAD         401 401 403 405
                        DELETE          401 401 403 405
                        ONE_UNKNOWN     401 401 404 404
                        HISTORY_UNKNOWN 401 401 404 404
                        EXPLAIN_UNKNOWN 401 401 404 404
                        SET_UNKNOWN     401 401 403 405
                        DELETE_UNKNOWN  401 401 403 405
                        """);
                assertThat(entries(context)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void accessNoneLeavesNothing(WebApplicationType type) {
        for (String access :
                List.of("management.endpoint.featureflags.access=none", "management.endpoints.access.default=none")) {
            try (ConfigurableApplicationContext context =
                    SecuredApplication.start(type, access, SecuredApplication.OPEN)) {
                EndpointClient editor = EndpointClient.of(context).as("editor");
                for (Operation operation : Operation.values()) {
                    assertThat(operation.statusFor(editor))
                            .as("%s %s", access, operation)
                            .isEqualTo(404);
                }
                assertThat(entries(context)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void actorIsTheLoggedInUserDespiteOtherPartsOfTheRequest(WebApplicationType type) {
        try (ConfigurableApplicationContext context = SecuredApplication.start(type, SecuredApplication.OPEN)) {
            EndpointClient anonymous = EndpointClient.of(context)
                    .with("X-User", "admin")
                    .with("X-Forwarded-User", "admin")
                    .with("X-Remote-User", "admin")
                    .with("Remote-User", "admin")
                    .with("From", "admin@example.com")
                    .with("Cookie", "user=admin");
            EndpointClient editor = anonymous.as("editor");
            String spoof = "?actor=admin&user=admin&source=AUTOMATED&via=console&principal=admin&at=0&instance=x";
            Map<String, String> value = Map.of("value", "10%");

            assertThat(anonymous.post("/checkout" + spoof, value).statusCode()).isEqualTo(401);
            assertThat(anonymous.delete("/checkout" + spoof).statusCode()).isEqualTo(401);
            for (String other : List.of("Bearer admin", "Negotiate YWRtaW4=", "Digest username=\"admin\"", "admin")) {
                assertThat(anonymous
                                .with("Authorization", other)
                                .post("/checkout", value)
                                .statusCode())
                        .as(other)
                        .isEqualTo(401);
            }
            assertThat(entries(context)).isEmpty();

            HttpResponse<String> refused = editor.post(
                    "/checkout",
                    Map.of("value", "10%", "actor", "admin", "source", "AUTOMATED", "via", "console", "n<b>\n", 1));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(JsonPath.<List<String>>read(refused.body(), "$.problems"))
                    .containsExactly(
                            unknownField("actor"), unknownField("n<b>?"), unknownField("source"), unknownField("via"));
            assertThat(entries(context)).isEmpty();

            assertThat(editor.post("/checkout" + spoof, value).statusCode()).isEqualTo(200);
            assertThat(editor.delete("/checkout" + spoof).statusCode()).isEqualTo(200);
            assertThat(entries(context)).hasSize(2).allSatisfy(entry -> {
                assertThat(entry.actor()).isEqualTo("editor");
                assertThat(entry.source()).isEqualTo(ChangeSource.MANUAL);
                assertThat(entry.via()).isEqualTo("actuator");
                assertThat(entry.reason()).isNull();
            });
        }
    }

    private static String unknownField(String name) {
        return "Unknown field '" + name + "': the fields are 'value', 'expectedVersion', 'reason' and 'create'.";
    }

    /** Rules of access are for paths: a query that names another flag would bypass them. */
    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void queryCannotOverrideTheFlagOfThePath(WebApplicationType type) {
        try (ConfigurableApplicationContext context = SecuredApplication.start(type)) {
            EndpointClient editor = EndpointClient.of(context).as("editor");
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            assertThat(editor.post("/basket", Map.of("value", "true")).statusCode())
                    .isEqualTo(200);

            for (String path : List.of("/checkout?name=basket", "/checkout?name=basket&name=basket")) {
                assertThat(editor.delete(path).statusCode()).as(path).isEqualTo(400);
                assertThat(editor.get(path).statusCode()).as(path).isEqualTo(400);
            }
            assertThat(editor.post("/checkout?name=basket&value=false", Map.of("value", "10%"))
                            .statusCode())
                    .isEqualTo(200);
            for (String path : List.of(
                    "/checkout/history?name=basket",
                    "/checkout/explain?view=history",
                    "/checkout/explain?name=basket&view=history")) {
                HttpResponse<String> refused = editor.get(path);
                assertThat(refused.statusCode()).as(path).isEqualTo(400);
                assertThat(refused.body()).contains("belong in the path");
            }

            assertThat(admin.get("basket").value()).isEqualTo("true");
            assertThat(admin.get("checkout").value()).isEqualTo("10%");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void namesOfUsersCanBeAnything(WebApplicationType type, CapturedOutput output) {
        try (ConfigurableApplicationContext context = SecuredApplication.start(type, SecuredApplication.OPEN)) {
            EndpointClient client = EndpointClient.of(context);

            HttpResponse<String> tooLong =
                    client.as(SecuredApplication.LONG).post("/checkout", Map.of("value", "true"));
            assertThat(tooLong.statusCode()).isEqualTo(400);
            assertThat(tooLong.body())
                    .contains("logged-in user has at most 1000 characters")
                    .doesNotContain("lll");
            assertThat(client.as(SecuredApplication.BLANK)
                            .post("/checkout", Map.of("value", "true"))
                            .statusCode())
                    .isEqualTo(401);
            assertThat(entries(context)).isEmpty();

            EndpointClient hostile = client.as(SecuredApplication.HOSTILE);
            assertThat(hostile.post("/checkout", Map.of("value", "10%", "reason", SecuredApplication.HOSTILE))
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> history = client.get("/checkout/history");
            assertThat(JsonPath.<String>read(history.body(), "$.entries[0].actor"))
                    .isEqualTo(SecuredApplication.HOSTILE);
            assertThat(history.body()).doesNotContain("\r", "\n", "\u001b");
            await().untilAsserted(() -> assertThat(output.getOut()).contains("feature_flag_changed flag=checkout"));
            assertThat(output.getOut().lines().filter(line -> line.contains("flag=forged")))
                    .singleElement()
                    .asString()
                    .contains(
                            "feature_flag_changed flag=checkout", "actor=\"eve??2026-11-25 INFO", "reason=\"eve??2026")
                    .doesNotContain("\u0085", "\u2028", "\u202e", "\u001b");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void withoutSpringSecurityTheActorIsTheUserOfTheApplication(WebApplicationType type) {
        try (ConfigurableApplicationContext context =
                EndpointApplication.start(type, new FilteredClassLoader("org.springframework.security"))) {
            EndpointClient client = EndpointClient.of(context);

            assertThat(client.post("/checkout?actor=admin", Map.of("value", "10%"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.delete("/checkout?actor=admin").statusCode()).isEqualTo(200);
            assertThat(entries(context)).extracting(AuditEntry::actor).containsExactly("anonymous", "anonymous");

            assertThat(client.with(EndpointApplication.USER, "ada")
                            .post("/checkout", Map.of("value", "20%"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(entries(context).get(0).actor()).isEqualTo("ada");
        }
    }

    private static List<AuditEntry> entries(ConfigurableApplicationContext context) {
        return context.getBean(FeatureFlagAdmin.class).history("checkout", 100);
    }
}
