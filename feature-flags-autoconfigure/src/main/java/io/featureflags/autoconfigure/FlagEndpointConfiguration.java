package io.featureflags.autoconfigure;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagCatalog;
import io.featureflags.FlagReferences;
import io.featureflags.FlagStore;
import io.featureflags.FlagValueEditor;
import io.featureflags.actuate.FeatureFlagsEndpoint;
import io.featureflags.actuate.FeatureFlagsWebExtension;
import io.featureflags.actuate.FlagOperations;
import io.featureflags.actuate.WebAnswers;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** The actuator endpoint of flags. Closed unless the application exposes it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnAvailableEndpoint(FeatureFlagsEndpoint.class)
class FlagEndpointConfiguration {

    private static final String SPRING_SECURITY = "org.springframework.security.core.Authentication";

    @Bean
    FlagOperations featureFlagOperations(
            FlagCatalog catalog,
            FlagStore store,
            FeatureFlags flags,
            FlagReferences references,
            FeatureFlagAdmin admin,
            ObjectProvider<Clock> clock) {
        return new FlagOperations(catalog, store, flags, references, admin, clock.getIfUnique(Clock::systemUTC));
    }

    /** Where Spring Security is there, whoever changes a flag must be logged in. */
    @Bean
    WebAnswers featureFlagWebAnswers(FlagOperations operations, FlagValueEditor editor, ResourceLoader loader) {
        return new WebAnswers(operations, editor, !ClassUtils.isPresent(SPRING_SECURITY, loader.getClassLoader()));
    }

    @Bean
    @ConditionalOnMissingBean
    FeatureFlagsEndpoint featureFlagsEndpoint(FlagOperations operations, FlagValueEditor editor) {
        return new FeatureFlagsEndpoint(operations, editor);
    }

    @Bean
    @ConditionalOnMissingBean
    FeatureFlagsWebExtension featureFlagsWebExtension(WebAnswers answers) {
        return new FeatureFlagsWebExtension(answers);
    }
}
