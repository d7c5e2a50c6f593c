package io.featureflags.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** The endpoint over JMX. */
class FeatureFlagsJmxTests {

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    private final String domain = "shop" + UUID.randomUUID();

    @Test
    void hasTheSameOperations() throws Exception {
        try (ConfigurableApplicationContext context = EndpointApplication.start(
                WebApplicationType.SERVLET,
                "spring.jmx.enabled=true",
                "management.endpoints.jmx.exposure.include=featureflags",
                "management.endpoints.jmx.domain=" + domain)) {
            assertThat(context.isActive()).isTrue();
            assertThat(call("flags", new String[0])).containsKeys("mode", "flags");

            Map<String, Object> set = call("set", text(4), "checkout", "10%", null, "canary");
            assertThat(set.get("value")).isEqualTo("10%");
            assertThat(call("flag", text(1), "checkout").get("version")).isEqualTo(set.get("version"));
            Map<String, Object> history = call(
                    "view",
                    new String[] {
                        String.class.getName(),
                        String.class.getName(),
                        String.class.getName(),
                        List.class.getName(),
                        Integer.class.getName()
                    },
                    "checkout",
                    "history",
                    null,
                    null,
                    null);
            assertThat(history.toString()).contains("actor=jmx", "reason=canary");
            assertThatExceptionOfType(MBeanException.class)
                    .isThrownBy(() -> call("set", text(4), "checkout", "true", "0-0", null))
                    .withMessageContaining("it was changed concurrently");
            assertThatExceptionOfType(MBeanException.class)
                    .isThrownBy(() -> call("set", text(4), "checkout", "maybe", null, null))
                    .withMessageContaining("'value' is not understood");
            assertThat(call("delete", text(3), "checkout", null, null)).doesNotContainKey("value");
        }
    }

    @Test
    void exportsAndImportsAllFlags() throws Exception {
        try (ConfigurableApplicationContext context = EndpointApplication.start(
                WebApplicationType.SERVLET,
                "spring.jmx.enabled=true",
                "management.endpoints.jmx.exposure.include=featureflags",
                "management.endpoints.jmx.domain=" + domain)) {
            assertThat(context.isActive()).isTrue();
            String[] signature = {String.class.getName(), Boolean.class.getName(), String.class.getName()};
            String document = "{\"flags\": {\n  \"checkout\": \"10%\"\n}}\n";

            assertThat(call("importFlags", signature, document, true, null).toString())
                    .contains("dryRun=true", "outcome=created");
            assertThat(view("-", "export")).isEqualTo("{\"flags\": {\n}}\n");
            assertThat(call("importFlags", signature, document, null, "move").toString())
                    .contains("dryRun=false", "outcome=created");
            assertThat(view("-", "export")).isEqualTo(document);
            assertThat(view("-", "history").toString()).contains("flag=checkout", "actor=jmx", "reason=move");
            assertThatExceptionOfType(MBeanException.class)
                    .isThrownBy(() -> call("importFlags", signature, "{}", null, null))
                    .withMessageContaining("must have the field 'flags'");
        }
    }

    private Object view(String name, String view) throws Exception {
        String[] signature = {
            String.class.getName(),
            String.class.getName(),
            String.class.getName(),
            List.class.getName(),
            Integer.class.getName()
        };
        return invoke("view", signature, name, view, null, null, null);
    }

    private static String[] text(int parameters) {
        return Collections.nCopies(parameters, String.class.getName()).toArray(String[]::new);
    }

    @SuppressWarnings("unchecked") // As JMX returns it.
    private Map<String, Object> call(String operation, String[] signature, @Nullable Object... arguments)
            throws Exception {
        return (Map<String, Object>) invoke(operation, signature, arguments);
    }

    private Object invoke(String operation, String[] signature, @Nullable Object... arguments) throws Exception {
        ObjectName name =
                server.queryNames(new ObjectName(domain + ":type=Endpoint,name=Featureflags,*"), null).stream()
                        .findFirst()
                        .orElseThrow();
        return server.invoke(name, operation, arguments, signature);
    }
}
