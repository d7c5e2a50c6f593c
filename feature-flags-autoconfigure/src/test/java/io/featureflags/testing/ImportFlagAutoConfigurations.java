package io.featureflags.testing;

import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsContextAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsEndpointAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsOfrepAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsOpenFeatureAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsRedisAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsTelemetryAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsWebAutoConfiguration;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/** Imports the auto-configurations of this library into a configuration class. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration({
    FeatureFlagsAutoConfiguration.class,
    FeatureFlagsContextAutoConfiguration.class,
    FeatureFlagsEndpointAutoConfiguration.class,
    FeatureFlagsOfrepAutoConfiguration.class,
    FeatureFlagsOpenFeatureAutoConfiguration.class,
    FeatureFlagsRedisAutoConfiguration.class,
    FeatureFlagsTelemetryAutoConfiguration.class,
    FeatureFlagsWebAutoConfiguration.class
})
public @interface ImportFlagAutoConfigurations {}
