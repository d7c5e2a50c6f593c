package io.featureflags.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

class WithoutSecurityTests {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyUserIsAViewer(WebApplicationType type) {
        FilteredClassLoader classes = new FilteredClassLoader("org.springframework.security");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .resourceLoader(new DefaultResourceLoader(classes))
                .web(type)
                .run(
                        "--server.port=0",
                        "--management.endpoints.web.exposure.include=*",
                        "--feature-flags.store=memory",
                        "--feature-flags.flags.checkout.enabled=true")) {
            ConsoleClient client = ConsoleClient.of(context).asPage();
            String me = client.get("/-/console/me").body();
            assertThat(JsonPath.<Boolean>read(me, "$.mayWrite")).isFalse();
            assertThat(me).contains("no Spring Security").doesNotContain("\"name\"", "csrf");
            assertThat(client.get("/-/console/").statusCode()).isEqualTo(200);
            // The endpoint permits changes, and its response shows no ids.
            HttpResponse<String> set =
                    client.post("/checkout", Map.of("value", Map.of("users", List.of("grace-4711"), "percentage", 0)));
            assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
            assertThat(set.body()).contains("1 named user").doesNotContain("grace-4711");
            HttpResponse<String> conflict =
                    client.post("/checkout", Map.of("value", "false", "expectedVersion", "0-0"));
            assertThat(conflict.statusCode()).isEqualTo(409);
            assertThat(conflict.body()).contains("1 named user").doesNotContain("grace-4711");
            HttpResponse<String> dryRun = client.post("?dryRun=true", Map.of("flags", Map.of("checkout", "true")));
            assertThat(dryRun.statusCode()).as(dryRun.body()).isEqualTo(200);
            assertThat(dryRun.body()).contains("1 named user").doesNotContain("grace-4711");
            assertThat(client.post("/-/console/checkout", Map.of()).statusCode())
                    .isEqualTo(403);
        }
    }
}
