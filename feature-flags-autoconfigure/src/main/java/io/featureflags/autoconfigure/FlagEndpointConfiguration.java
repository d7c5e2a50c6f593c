package io.featureflags.autoconfigure;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagDocuments;
import io.featureflags.FlagValueEditor;
import io.featureflags.actuate.ActorResolver;
import io.featureflags.actuate.EndpointHints;
import io.featureflags.actuate.FailedRequestReporter;
import io.featureflags.actuate.FeatureFlagsEndpoint;
import io.featureflags.actuate.FeatureFlagsWebExtension;
import io.featureflags.actuate.FlagBulkOperations;
import io.featureflags.actuate.FlagReadOperations;
import io.featureflags.actuate.FlagWriteOperations;
import io.featureflags.actuate.WebOperations;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** The actuator endpoint of flags. Closed unless the application exposes it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnAvailableEndpoint(FeatureFlagsEndpoint.class)
@ImportRuntimeHints(EndpointHints.class)
class FlagEndpointConfiguration {

    @Bean
    FlagReadOperations featureFlagReadOperations(
            FlagCatalog catalog,
            FlagStore store,
            FeatureFlags flags,
            FlagReferences references,
            FeatureFlagAdmin admin,
            ObjectProvider<Clock> clock) {
        return new FlagReadOperations(catalog, store, flags, references, admin, clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    FlagWriteOperations featureFlagWriteOperations(
            FlagReadOperations reads, FeatureFlagAdmin admin, FailedRequestReporter failedRequests) {
        return new FlagWriteOperations(reads, admin, failedRequests);
    }

    @Bean
    FlagBulkOperations featureFlagBulkOperations(
            FeatureFlagAdmin admin, FlagDocuments documents, FailedRequestReporter failedRequests) {
        return new FlagBulkOperations(admin, documents, failedRequests);
    }

    @Bean
    FailedRequestReporter featureFlagFailedRequestReporter(AuditListener audit, ObjectProvider<Clock> clock) {
        return new FailedRequestReporter(audit, clock.getIfUnique(Clock::systemUTC));
    }

    /** Where Spring Security is there, whoever changes a flag must be logged in. */
    @Bean
    WebOperations featureFlagWebOperations(
            FlagReadOperations reads,
            FlagWriteOperations writes,
            FlagBulkOperations bulk,
            FailedRequestReporter failedRequests,
            FlagValueEditor editor,
            ResourceLoader loader) {
        boolean hasLogins =
                ClassUtils.isPresent("org.springframework.security.core.Authentication", loader.getClassLoader());
        ActorResolver actors = hasLogins ? new LoginActorResolver() : ActorResolver.permitAll();
        return new WebOperations(reads, writes, bulk, failedRequests, editor, actors);
    }

    @Bean
    @ConditionalOnMissingBean
    FeatureFlagsEndpoint featureFlagsEndpoint(
            FlagReadOperations reads, FlagWriteOperations writes, FlagBulkOperations bulk) {
        return new FeatureFlagsEndpoint(reads, writes, bulk);
    }

    @Bean
    @ConditionalOnMissingBean
    FeatureFlagsWebExtension featureFlagsWebExtension(WebOperations operations) {
        return new FeatureFlagsWebExtension(operations);
    }
}
