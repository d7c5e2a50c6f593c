package io.featureflags.autoconfigure;

import io.featureflags.FlagCatalog;
import io.featureflags.FlagReferences;
import io.featureflags.LastChange;
import io.featureflags.hygiene.DailyHygiene;
import io.featureflags.hygiene.HygieneReport;
import io.featureflags.hygiene.SeenChanges;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reminds of old flags. */
@Configuration(proxyBeanMethods = false)
class HygieneConfiguration {

    @Bean
    @ConditionalOnMissingBean(LastChange.class)
    SeenChanges featureFlagLastChange(ObjectProvider<Clock> clock) {
        return new SeenChanges(clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    DailyHygiene featureFlagHygiene(
            ObjectProvider<FlagCatalog> catalog,
            FlagReferences references,
            LastChange lastChange,
            ObjectProvider<Clock> clock) {
        return new DailyHygiene(
                new HygieneReport(catalog.getIfAvailable(() -> List::of), references, lastChange),
                clock.getIfUnique(Clock::systemUTC));
    }
}
