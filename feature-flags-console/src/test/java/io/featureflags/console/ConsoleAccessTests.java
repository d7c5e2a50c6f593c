package io.featureflags.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import com.jayway.jsonpath.JsonPath;
import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FlagWrite;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

@ExtendWith(OutputCaptureExtension.class)
class ConsoleAccessTests {

    private static final int ROUNDS = 10;

    private static final Map<String, Object> CHANGE =
            Map.of("changes", Map.of("percentage", 20), "expectedVersion", "0-0", "reason", "r", "dryRun", true);

    /** Rules for endpoints alone, and a second chain without any rule. */
    @Configuration(proxyBeanMethods = false)
    static class EndpointRules {

        @Bean
        @Order(1)
        SecurityFilterChain endpoints(HttpSecurity http) {
            return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                    .authorizeHttpRequests(requests -> requests.requestMatchers(
                                    EndpointRequest.to("featureflags").withHttpMethod(HttpMethod.POST))
                            .hasRole("EDITOR")
                            .anyRequest()
                            .authenticated())
                    .httpBasic(withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain others(HttpSecurity http) {
            return http.securityMatcher("/**").csrf(csrf -> csrf.disable()).build();
        }
    }

    /** A rule that knows the paths of flags, but not those of the console. */
    @Configuration(proxyBeanMethods = false)
    static class RulesOfFlags {

        @Bean
        SecurityFilterChain flags(HttpSecurity http) {
            return http.authorizeHttpRequests(
                            requests -> requests.requestMatchers(HttpMethod.POST, "/actuator/featureflags/*")
                                    .hasRole("EDITOR")
                                    .anyRequest()
                                    .authenticated())
                    .httpBasic(withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }
    }

    /** Only authentication: no chain has a rule. */
    @Configuration(proxyBeanMethods = false)
    static class NoRules {

        @Bean
        SecurityFilterChain authentication(HttpSecurity http) {
            return http.httpBasic(withDefaults()).csrf(csrf -> csrf.disable()).build();
        }
    }

    private static ConfigurableApplicationContext start(Class<?> rules, String... properties) {
        return ConsoleApplication.start(
                WebApplicationType.SERVLET,
                List.of(ConsoleApplication.class, rules),
                Stream.concat(Stream.of("test.rules=own"), Stream.of(properties))
                        .toList());
    }

    private static boolean mayWrite(ConsoleClient client) {
        HttpResponse<String> me = client.get("/-/console/me");
        assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
        boolean mayWrite = JsonPath.read(me.body(), "$.mayWrite");
        assertThat(client.post("/-/console/checkout", CHANGE).statusCode()).isEqualTo(mayWrite ? 200 : 403);
        return mayWrite;
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.servlet.context-path=/shop", "management.server.port=0"})
    void viewerStaysViewerByRulesForEndpoints(String property) {
        try (ConfigurableApplicationContext context = start(EndpointRules.class, property)) {
            boolean hasOwnPort = property.startsWith("management");
            String port = hasOwnPort ? "local.management.port" : "local.server.port";
            ConsoleClient client = ConsoleClient.at(
                    context.getEnvironment().getRequiredProperty(port, Integer.class),
                    (hasOwnPort ? "" : "/shop") + "/actuator/featureflags");
            assertThat(mayWrite(client.as("editor").asPage())).isTrue();
            assertThat(mayWrite(client.as("viewer").asPage())).isFalse();
            assertThat(client.asPage().get("/-/console/me").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void viewerStaysViewerByRulesThatDoNotCoverTheConsole() {
        try (ConfigurableApplicationContext context = start(RulesOfFlags.class)) {
            ConsoleClient client = ConsoleClient.of(context);
            assertThat(mayWrite(client.as("editor").asPage())).isTrue();
            assertThat(mayWrite(client.as("viewer").asPage())).isFalse();
        }
    }

    @Test
    void withoutAnyRuleOnlyTheAuthorityMakesAWriter() {
        try (ConfigurableApplicationContext context = start(NoRules.class)) {
            ConsoleClient editor = ConsoleClient.of(context).as("editor").asPage();
            assertThat(mayWrite(editor)).isFalse();
            assertThat(editor.get("/-/console/me").body()).contains("feature-flags.console.writers");
        }
        try (ConfigurableApplicationContext context =
                start(NoRules.class, "feature-flags.console.writers=ROLE_EDITOR")) {
            assertThat(mayWrite(ConsoleClient.of(context).as("editor").asPage()))
                    .isTrue();
            assertThat(mayWrite(ConsoleClient.of(context).as("viewer").asPage()))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void anonymousUsersSeeNothingWhereAllIsOpen(WebApplicationType type) {
        try (ConfigurableApplicationContext context =
                ConsoleApplication.start(type, ConsoleApplication.OPEN, "feature-flags.show-users=readers")) {
            ConsoleClient client = ConsoleClient.of(context).asPage();
            for (String path : List.of("", "/checkout", "/-/export", "/-/console/", "/-/console/me")) {
                assertThat(client.get(path).statusCode()).as(path).isEqualTo(401);
                assertThat(client.with("X-Requested-With", null).get(path).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
            assertThat(client.post("/-/console/checkout", CHANGE).statusCode()).isEqualTo(401);
            ConsoleClient viewer = ConsoleClient.of(context).as("viewer").asPage();
            assertThat(JsonPath.<Boolean>read(viewer.get("/-/console/me").body(), "$.showsIds"))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void filesAndListsHaveTags(WebApplicationType type) {
        try (ConfigurableApplicationContext context = ConsoleApplication.start(type)) {
            ConsoleClient viewer = ConsoleClient.of(context).as("viewer").asPage();
            HttpResponse<String> redirect = viewer.get("/-/console");
            assertThat(redirect.statusCode()).isEqualTo(302);
            assertThat(redirect.headers().firstValue("Location")).hasValue("console/");
            for (String path : List.of("/-/console/", "", "/checkout")) {
                HttpResponse<String> read = viewer.get(path);
                String tag = read.headers().firstValue("ETag").orElseThrow();
                assertThat(read.headers().firstValue("Cache-Control")).hasValue("no-cache");
                HttpResponse<String> again = viewer.with("If-None-Match", tag).get(path);
                assertThat(again.statusCode()).as(path).isEqualTo(304);
                assertThat(again.body()).isEmpty();
            }
            HttpResponse<String> page = viewer.get("/-/console/");
            assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
            for (String path :
                    List.of("/-/console/absent.js", "/-/console/..%2F..%2FConsoleFiles.class", "/-/console/%2e%2e")) {
                // The firewall of Spring Security may refuse a path before the login.
                assertThat(viewer.get(path).statusCode()).as(path).isIn(400, 401, 404);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void forgedRequestsAreRefused(WebApplicationType type) {
        try (ConfigurableApplicationContext context = ConsoleApplication.start(type)) {
            ConsoleClient editor = ConsoleClient.of(context).as("editor").with("Sec-Fetch-Site", null);
            String own = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
            assertThat(editor.with("Origin", own)
                            .post("/-/console/checkout", CHANGE)
                            .statusCode())
                    .isEqualTo(200);
            for (ConsoleClient forged : List.of(
                    editor,
                    editor.with("Origin", "http://localhost"),
                    editor.with("Origin", "null"),
                    editor.with("Origin", own).with("Sec-Fetch-Site", "same-site"),
                    editor.with("Origin", "https://evil.example").with("X-Forwarded-Host", "evil.example"),
                    editor.with("Sec-Fetch-Site", "none"))) {
                HttpResponse<String> refused = forged.post("/-/console/checkout", CHANGE);
                assertThat(refused.statusCode()).isIn(403);
            }
        }
    }

    @Test
    void readOnlyAccessMakesViewers() {
        try (ConfigurableApplicationContext context = ConsoleApplication.start(
                WebApplicationType.SERVLET, "management.endpoint.featureflags.access=read-only")) {
            assertThat(mayWrite(ConsoleClient.of(context).as("editor").asPage()))
                    .isFalse();
        }
    }

    @Test
    void reportSaysWhyThereIsNoPage(CapturedOutput output) {
        try (ConfigurableApplicationContext context = ConsoleApplication.start(
                WebApplicationType.SERVLET, "management.endpoints.web.exposure.include=health")) {
            assertThat(ConsoleClient.of(context).as("editor").get("/-/console/").statusCode())
                    .isEqualTo(404);
            assertThat(output).containsOnlyOnce("is not exposed over HTTP");
        }
    }

    /** Prints the time only: it depends on the machine. */
    @Test
    void listOfThousandFlagsIsPrinted() {
        try (ConfigurableApplicationContext context = ConsoleApplication.start(WebApplicationType.SERVLET)) {
            FeatureFlagAdmin admin = context.getBean(FeatureFlagAdmin.class);
            for (int i = 0; i < 1_000; i++) {
                admin.set("flag" + i, "{\"users\": [\"a\", \"b\"], \"percentage\": 20}", FlagWrite.by("test"));
            }
            ConsoleClient viewer = ConsoleClient.of(context).as("viewer");
            ConsoleClient editor = ConsoleClient.of(context).as("editor");
            Map<String, ConsoleClient> clients = new TreeMap<>(Map.of(
                    "endpoint, with ids",
                    editor,
                    "page, with ids",
                    editor.asPage(),
                    "page, without ids",
                    viewer.asPage()));
            for (int round = 0; round < 2; round++) {
                clients.forEach((name, client) -> {
                    long start = System.nanoTime();
                    for (int i = 0; i < ROUNDS; i++) {
                        assertThat(client.get("").body()).contains("flag999");
                    }
                    System.out.println(name + ": " + (System.nanoTime() - start) / ROUNDS / 1_000_000 + " ms");
                });
            }
            assertThat(viewer.get("").body()).contains("2 named users").doesNotContain("\\\"a\\\"");
        }
    }
}
