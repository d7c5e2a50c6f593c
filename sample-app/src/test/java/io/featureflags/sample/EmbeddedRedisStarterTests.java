package io.featureflags.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EmbeddedRedisStarterTests {

    private final StandardEnvironment environment = new StandardEnvironment() {

        @Override
        protected void customizePropertySources(MutablePropertySources propertySources) {
            // Without properties of the machine that runs the test.
        }
    };

    @Test
    void otherPropertiesSelectNoRedis() {
        file("spring.application.name", "shop");
        file("spring.data.redistribution", "no Redis");
        environmentVariable("SPRING_DATA_REDISTRIBUTION", "no Redis");
        assertThat(EmbeddedRedisStarter.isRedisGiven(environment)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.data.redis.host",
                "spring.data.redis.url",
                "spring.data.redis.sentinel.nodes[0]",
                "spring.data.redis.client-name"
            })
    void aFileSelectsARedis(String property) {
        file(property, "anything");
        assertThat(EmbeddedRedisStarter.isRedisGiven(environment)).isTrue();
    }

    @Test
    void theCommandLineSelectsARedis() {
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource("--spring.data.redis.port=6379"));
        assertThat(EmbeddedRedisStarter.isRedisGiven(environment)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SPRING_DATA_REDIS_HOST", "SPRING_DATA_REDIS_SENTINEL_NODES_0"})
    void anEnvironmentVariableSelectsARedis(String variable) {
        environmentVariable(variable, "anything");
        assertThat(EmbeddedRedisStarter.isRedisGiven(environment)).isTrue();
    }

    private void file(String property, String value) {
        environment.getPropertySources().addLast(new MapPropertySource(property, Map.of(property, value)));
    }

    private void environmentVariable(String name, String value) {
        environment
                .getPropertySources()
                .addLast(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, value)));
    }
}
