package io.featureflags.test;

import io.featureflags.autoconfigure.FeatureFlagsAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsContextAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsEndpointAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsOpenFeatureAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsTelemetryAutoConfiguration;
import io.featureflags.autoconfigure.FeatureFlagsWebAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;

/** Entry point for tests with an {@code ApplicationContextRunner}. */
public final class FeatureFlagsTest {

    private FeatureFlagsTest() {}

    /**
     * Returns the auto-configurations of feature flags in memory, with the flags of tests. Get these from the context of the
     * runner by {@link TestFeatureFlags#of}.
     *
     * @return the configurations, for {@code ApplicationContextRunner.withConfiguration}
     */
    public static Configurations configurations() {
        return AutoConfigurations.of(
                FeatureFlagsAutoConfiguration.class,
                FeatureFlagsContextAutoConfiguration.class,
                FeatureFlagsEndpointAutoConfiguration.class,
                FeatureFlagsOpenFeatureAutoConfiguration.class,
                FeatureFlagsTelemetryAutoConfiguration.class,
                FeatureFlagsWebAutoConfiguration.class,
                TestScopesConfiguration.class);
    }
}
