package io.featureflags.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.featureflags.FeatureFlags;
import io.featureflags.FeatureToggle;
import io.featureflags.toggle.InvalidFeatureToggleException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every exclusion of an auto-configuration starts without its function, or stops with the way out. */
class ExcludedAutoConfigurationTests {

    private static final String NAME = "io.featureflags.autoconfigure.FeatureFlags";

    private static final String EXCLUDE = "--spring.autoconfigure.exclude=" + NAME;

    /** What the names of the auto-configurations have between their common beginning and end. */
    private static final List<String> LISTED = List.of("", "Context", "Endpoint", "Redis", "Telemetry", "Web");

    @ParameterizedTest
    @CsvSource({
        "'',SERVLET,0",
        "'',SERVLET,-2",
        "'',REACTIVE,-2",
        "Context,SERVLET,0",
        "Context,REACTIVE,-2",
        "Endpoint,SERVLET,0",
        "Endpoint,SERVLET,-2",
        "Endpoint,REACTIVE,-2",
        "Redis,SERVLET,-2",
        "Telemetry,SERVLET,0",
        "Telemetry,REACTIVE,-2",
        "Web,SERVLET,-2",
        "Web,REACTIVE,0"
    })
    void startsWithoutTheExcludedFunction(String excluded, WebApplicationType type, int managementPort) {
        try (ConfigurableApplicationContext context = start(Plain.class, excluded, type, managementPort)) {
            assertThat(context.getBeanNamesForType(FeatureFlags.class)).hasSize(excluded.isEmpty() ? 0 : 1);
        }
    }

    static List<Arguments> combinations() {
        List<Arguments> combinations = new ArrayList<>();
        for (WebApplicationType type : WebApplicationType.values()) {
            for (String one : LISTED) {
                LISTED.stream()
                        .filter(other ->
                                one.equals(other) || (one.compareTo(other) < 0 && type == WebApplicationType.SERVLET))
                        .forEach(other -> combinations.add(Arguments.of(one, other, type)));
            }
        }
        return combinations;
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void routesWithoutOneOrTwoOfThem(String one, String other, WebApplicationType type) {
        boolean routed = !one.isEmpty(); // The first name in the order of the alphabet.
        try (ConfigurableApplicationContext context =
                start(routed ? Toggled.class : Plain.class, one + "AutoConfiguration," + NAME + other, type, -2)) {
            if (routed) {
                assertThat(context.getBean(Ferry.class).sail()).isEqualTo("waited");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"NONE", "SERVLET"})
    void toggledBeansNeedTheRouting(WebApplicationType type) {
        assertThatThrownBy(() -> start(Toggled.class, "", type, -2).close())
                .hasRootCauseInstanceOf(InvalidFeatureToggleException.class)
                .hasStackTraceContaining("Ferry.sail() cannot work: the application context of bean")
                .hasStackTraceContaining("does not route toggled methods");
    }

    private static ConfigurableApplicationContext start(
            Class<?> application, String excluded, WebApplicationType type, int managementPort) {
        String management = managementPort == 0 ? "--management.server.port=0" : "--management.server.base-path=";
        return new SpringApplicationBuilder(application)
                .web(type)
                .run(
                        EXCLUDE + excluded + "AutoConfiguration",
                        "--server.port=0",
                        management,
                        "--management.endpoints.web.exposure.include=*",
                        "--spring.data.redis.port=1",
                        "--feature-flags.redis.startup-wait=0",
                        "--spring.jmx.enabled=false");
    }

    /** An application without toggled methods. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    /** An application with a toggled method. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Ferry.class)
    static class Toggled {}

    /** A bean with a toggled method. */
    static class Ferry {

        @FeatureToggle(value = "night_ferry", fallback = "waitForMorning")
        public String sail() {
            return "sailed";
        }

        String waitForMorning() {
            return "waited";
        }
    }
}
