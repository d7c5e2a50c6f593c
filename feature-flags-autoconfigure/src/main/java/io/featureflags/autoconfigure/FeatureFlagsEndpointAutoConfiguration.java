package io.featureflags.autoconfigure;

import io.featureflags.actuate.ActorResolver;
import io.featureflags.actuate.EndpointHints;
import io.featureflags.actuate.EndpointOperations;
import io.featureflags.actuate.FeatureFlagsEndpoint;
import io.featureflags.actuate.FeatureFlagsWebExtension;
import io.featureflags.actuate.LazyOperations;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** Auto-configuration of the actuator endpoint {@code featureflags}, which is closed until the application exposes it. */
// Before: a condition of the management context refers to a bean of this class.
@AutoConfiguration(
        beforeName = "org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration")
@Conditional(OnFeatureFlags.class)
@ConditionalOnClass(
        name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
public final class FeatureFlagsEndpointAutoConfiguration {

    /** Beans of the endpoint. A separate class, because its condition is part of the actuator, which may be absent. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(FeatureFlagsEndpoint.class)
    @ImportRuntimeHints(EndpointHints.class)
    static class AvailableEndpointConfiguration {

        /** With Spring Security, only an authenticated user may change a flag. */
        @Bean
        LazyOperations featureFlagEndpointOperations(BeanFactory beans, ResourceLoader loader) {
            boolean hasLogins =
                    ClassUtils.isPresent("org.springframework.security.core.Authentication", loader.getClassLoader());
            return new LazyOperations(() ->
                    new EndpointOperations(beans, hasLogins ? new LoginActorResolver() : ActorResolver.permitAll()));
        }

        @Bean
        @ConditionalOnMissingBean
        FeatureFlagsEndpoint featureFlagsEndpoint(LazyOperations operations) {
            return new FeatureFlagsEndpoint(operations);
        }

        @Bean
        @ConditionalOnMissingBean
        FeatureFlagsWebExtension featureFlagsWebExtension(LazyOperations operations) {
            return new FeatureFlagsWebExtension(operations);
        }
    }
}
