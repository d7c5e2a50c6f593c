package io.featureflags.autoconfigure;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagDocuments;
import io.featureflags.FlagValueEditor;
import io.featureflags.actuate.ActorResolver;
import io.featureflags.actuate.EndpointHints;
import io.featureflags.actuate.FailedRequests;
import io.featureflags.actuate.FeatureFlagsEndpoint;
import io.featureflags.actuate.FeatureFlagsWebExtension;
import io.featureflags.actuate.FlagOperations;
import io.featureflags.actuate.FlagTransfer;
import io.featureflags.actuate.WebAnswers;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** Auto-configuration of the actuator endpoint {@code featureflags}, which is closed until the application exposes it. */
@AutoConfiguration
@ConditionalOnClass(
        name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
public final class FeatureFlagsEndpointAutoConfiguration {

    /** A class of its own, because its condition is part of Spring Boot's actuator, which may be absent. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(FeatureFlagsEndpoint.class)
    @ImportRuntimeHints(EndpointHints.class)
    static class AvailableEndpointConfiguration {

        @Bean
        FlagOperations featureFlagOperations(
                FlagCatalog catalog,
                FlagStore store,
                FeatureFlags flags,
                FlagReferences references,
                FeatureFlagAdmin admin,
                FailedRequests failedRequests,
                ObjectProvider<Clock> clock) {
            return new FlagOperations(
                    catalog, store, flags, references, admin, failedRequests, clock.getIfUnique(Clock::systemUTC));
        }

        @Bean
        FlagTransfer featureFlagTransfer(FeatureFlagAdmin admin, FlagDocuments documents, FailedRequests failedRequests) {
            return new FlagTransfer(admin, documents, failedRequests);
        }

        @Bean
        FailedRequests featureFlagFailedRequests(AuditListener audit, ObjectProvider<Clock> clock) {
            return new FailedRequests(audit, clock.getIfUnique(Clock::systemUTC));
        }

        /** With Spring Security, only an authenticated user may change a flag. */
        @Bean
        WebAnswers featureFlagWebAnswers(
                FlagOperations operations,
                FlagTransfer transfer,
                FailedRequests failedRequests,
                FlagValueEditor editor,
                ResourceLoader loader) {
            boolean hasLogins =
                    ClassUtils.isPresent("org.springframework.security.core.Authentication", loader.getClassLoader());
            ActorResolver actors = hasLogins ? new LoginActorResolver() : ActorResolver.anybody();
            return new WebAnswers(operations, transfer, failedRequests, editor, actors);
        }

        @Bean
        @ConditionalOnMissingBean
        FeatureFlagsEndpoint featureFlagsEndpoint(
                FlagOperations operations, FlagTransfer transfer, FlagValueEditor editor) {
            return new FeatureFlagsEndpoint(operations, transfer, editor);
        }

        @Bean
        @ConditionalOnMissingBean
        FeatureFlagsWebExtension featureFlagsWebExtension(WebAnswers answers) {
            return new FeatureFlagsWebExtension(answers);
        }
    }
}
