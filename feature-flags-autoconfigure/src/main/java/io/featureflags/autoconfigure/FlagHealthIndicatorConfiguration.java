package io.featureflags.autoconfigure;

import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagStore;
import io.featureflags.telemetry.FeatureFlagsHealthIndicator;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The health contributor {@code featureFlags}, unless a property says that nobody wants it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnEnabledHealthIndicator("featureflags")
class FlagHealthIndicatorConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "featureFlagsHealthIndicator")
    FeatureFlagsHealthIndicator featureFlagsHealthIndicator(
            FlagStore store, ObjectProvider<FlagCatalog> catalog, ObjectProvider<Clock> clock) {
        return new FeatureFlagsHealthIndicator(
                store, catalog.getIfAvailable(() -> List::of), clock.getIfUnique(Clock::systemUTC));
    }
}
