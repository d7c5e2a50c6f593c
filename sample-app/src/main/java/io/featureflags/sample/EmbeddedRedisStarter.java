package io.featureflags.sample;

import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a Redis if the application has none: no property {@code spring.data.redis.*} in any source. Without a request by
 * an operator, an existing Redis is never changed.
 */
class EmbeddedRedisStarter implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final ConfigurationPropertyName REDIS = ConfigurationPropertyName.of("spring.data.redis");

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        if (!isRedisGiven(environment)) {
            EmbeddedRedis redis = EmbeddedRedis.start();
            // The canary of the sample. The server is new, so there is no value to overwrite.
            String prefix = environment.getProperty("feature-flags.redis.key-prefix", "feature:");
            redis.set(prefix + "ai_recommendations", "10%");
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "embeddedRedis",
                            Map.of("spring.data.redis.host", "127.0.0.1", "spring.data.redis.port", redis.port())));
        }
    }

    /** Returns whether any source has a property of Redis: command line, system, environment variable or file. */
    static boolean isRedisGiven(ConfigurableEnvironment environment) {
        for (var source : ConfigurationPropertySources.from(environment.getPropertySources())) {
            if (source.containsDescendantOf(REDIS) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }
}
