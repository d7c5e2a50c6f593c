package io.featureflags.autoconfigure;

import io.featureflags.hygiene.DailyHygiene;
import io.featureflags.hygiene.HygieneReport;
import io.featureflags.hygiene.ObservedChanges;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.LastChange;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reports old flags at the start and daily. */
@Configuration(proxyBeanMethods = false)
class HygieneConfiguration {

    @Bean
    @ConditionalOnMissingBean(LastChange.class)
    ObservedChanges featureFlagLastChange(ObjectProvider<Clock> clock) {
        return new ObservedChanges(Clocks.of(clock));
    }

    // Not in a test slice of Spring Boot.
    @Bean
    @ConditionalOnProperty(name = EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY, matchIfMissing = true)
    DailyHygiene featureFlagHygiene(
            ObjectProvider<FlagCatalog> catalog,
            FlagReferences references,
            LastChange lastChange,
            ObjectProvider<Clock> clock) {
        return new DailyHygiene(
                new HygieneReport(catalog.getIfAvailable(() -> List::of), references, lastChange), Clocks.of(clock));
    }
}
