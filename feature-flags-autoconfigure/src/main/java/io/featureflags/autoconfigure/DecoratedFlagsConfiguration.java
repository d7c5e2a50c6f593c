package io.featureflags.autoconfigure;

import io.featureflags.context.RequestConsistency;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.telemetry.EvaluationWatch;
import io.featureflags.telemetry.WatchedFlags;
import io.featureflags.toggle.ToggledMethodRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** What is between callers and flags, composed in one place, and who the callers are. */
@Configuration(proxyBeanMethods = false)
class DecoratedFlagsConfiguration {

    // Whoever watches is told of each answer, also of one that a request has had before.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    DecoratedFlags featureFlagAskedFlags(
            FlagRegistry flags, RequestConsistency consistency, ObjectProvider<EvaluationWatch> watches) {
        return new DecoratedFlags(WatchedFlags.around(
                consistency.around(flags), watches.orderedStream().toList()));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    ToggledMethodRegistry featureFlagReferences(FeatureFlagsProperties properties) {
        return new ToggledMethodRegistry(properties.flags());
    }
}
