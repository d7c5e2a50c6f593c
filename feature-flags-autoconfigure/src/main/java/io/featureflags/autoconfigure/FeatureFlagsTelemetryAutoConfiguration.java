package io.featureflags.autoconfigure;

import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.RolloutReports;
import io.featureflags.spi.ShadowRuns;
import io.featureflags.telemetry.EvaluationCounts;
import io.featureflags.telemetry.FeatureFlagsHealthIndicator;
import io.featureflags.telemetry.FlagAttributes;
import io.featureflags.telemetry.FlagMeters;
import io.featureflags.telemetry.MeteredFlags;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** Auto-configuration of meters, attributes of observations, and health. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@Conditional(OnFeatureFlags.class)
public final class FeatureFlagsTelemetryAutoConfiguration {

    /** Meters. The registry is not a dependency of a bean here: created too early, it would miss the meters of others. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({MeterRegistry.class, MeterBinder.class})
    @ConditionalOnBean(MeterRegistry.class)
    static class MetersConfiguration {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        EvaluationCounts featureFlagEvaluationCounts() {
            return new EvaluationCounts();
        }

        @Bean
        FlagMeters featureFlagMeters(
                EvaluationCounts counts,
                FlagReferences references,
                ObjectProvider<FlagCatalog> catalog,
                RolloutReports rollouts,
                FlagStore store,
                ShadowRuns shadows,
                ObjectProvider<Clock> clock) {
            MeteredFlags flags =
                    new MeteredFlags(catalog.getIfAvailable(() -> List::of), references, rollouts, shadows);
            return new FlagMeters(counts, flags, store, Clocks.of(clock));
        }
    }

    /** Attributes of flags on observations. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    @ConditionalOnBean(ObservationRegistry.class)
    static class AttributesConfiguration {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        FlagAttributes featureFlagAttributes(ObjectProvider<ObservationRegistry> registry) {
            return new FlagAttributes(registry);
        }
    }

    /** The health contributor {@code featureFlags}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class HealthConfiguration {

        // Not on the class: the condition is part of Spring Boot's health, which may be absent.
        @Bean
        @ConditionalOnEnabledHealthIndicator("featureflags")
        @ConditionalOnMissingBean(name = "featureFlagsHealthIndicator")
        FeatureFlagsHealthIndicator featureFlagsHealthIndicator(
                FlagStore store, ObjectProvider<FlagCatalog> catalog, ObjectProvider<Clock> clock) {
            return new FeatureFlagsHealthIndicator(store, catalog.getIfAvailable(() -> List::of), Clocks.of(clock));
        }
    }
}
