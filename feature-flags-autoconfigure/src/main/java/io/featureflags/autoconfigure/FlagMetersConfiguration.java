package io.featureflags.autoconfigure;

import io.featureflags.memory.MemoryStore;
import io.featureflags.memory.NoStore;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import io.featureflags.telemetry.EvaluationCounts;
import io.featureflags.telemetry.FlagMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/**
 * Meters of flags, where there is a registry for them. The registry itself is asked for nothing: one that is made too
 * early would miss the meters of others.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({MeterRegistry.class, MeterBinder.class})
@ConditionalOnBean(MeterRegistry.class)
class FlagMetersConfiguration {

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
            FlagStore store,
            ObjectProvider<Clock> clock) {
        return new FlagMeters(
                counts,
                references,
                catalog.getIfAvailable(() -> List::of),
                store instanceof NoStore || store instanceof MemoryStore ? null : store,
                clock.getIfUnique(Clock::systemUTC));
    }
}
