package io.featureflags.autoconfigure;

import io.featureflags.FeatureFlagAdmin;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagDocuments;
import io.featureflags.FlagValueEditor;
import io.featureflags.actuate.ActorResolver;
import io.featureflags.actuate.EndpointHints;
import io.featureflags.actuate.EndpointUsers;
import io.featureflags.actuate.FailedRequestReporter;
import io.featureflags.actuate.FeatureFlagsEndpoint;
import io.featureflags.actuate.FeatureFlagsWebExtension;
import io.featureflags.actuate.FlagBulkOperations;
import io.featureflags.actuate.FlagReadOperations;
import io.featureflags.actuate.FlagShadowOperations;
import io.featureflags.actuate.FlagView;
import io.featureflags.actuate.FlagWriteOperations;
import io.featureflags.actuate.ReaderView;
import io.featureflags.actuate.ReaderViews;
import io.featureflags.actuate.RolloutViews;
import io.featureflags.actuate.WebOperations;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.spi.RolloutReports;
import io.featureflags.spi.ShadowRuns;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
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

        @Bean
        FlagView featureFlagView(
                FlagCatalog catalog,
                FlagReferences references,
                FeatureFlags flags,
                FlagValueParser parser,
                FlagStore store,
                ObjectProvider<Clock> clock) {
            return new FlagView(catalog, references, flags, parser, store, clock.getIfUnique(Clock::systemUTC));
        }

        @Bean
        FlagReadOperations featureFlagReadOperations(
                FlagCatalog catalog,
                FeatureFlags flags,
                FlagReferences references,
                FeatureFlagAdmin admin,
                FlagView view,
                RolloutReports rollouts) {
            return new FlagReadOperations(catalog, flags, references, admin, view, new RolloutViews(rollouts));
        }

        @Bean
        FlagShadowOperations featureFlagShadowOperations(FlagReadOperations reads, ShadowRuns runs) {
            return new FlagShadowOperations(reads, runs);
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

        /** With Spring Security, only an authenticated user may change a flag. */
        @Bean
        EndpointUsers featureFlagEndpointUsers(ResourceLoader loader, ObjectProvider<ReaderViews> views) {
            boolean hasLogins =
                    ClassUtils.isPresent("org.springframework.security.core.Authentication", loader.getClassLoader());
            ActorResolver actors = hasLogins ? new LoginActorResolver() : ActorResolver.permitAll();
            return new EndpointUsers(actors, views.getIfAvailable(() -> reader -> ReaderView.ALL));
        }

        @Bean
        WebOperations featureFlagWebOperations(
                FlagReadOperations reads,
                FlagShadowOperations shadows,
                FlagWriteOperations writes,
                FlagBulkOperations bulk,
                FlagValueEditor editor,
                EndpointUsers users) {
            return new WebOperations(reads, shadows, writes, bulk, editor, users);
        }

        @Bean
        @ConditionalOnMissingBean
        FeatureFlagsEndpoint featureFlagsEndpoint(
                FlagReadOperations reads,
                FlagShadowOperations shadows,
                FlagWriteOperations writes,
                FlagBulkOperations bulk) {
            return new FeatureFlagsEndpoint(reads, shadows, writes, bulk);
        }

        @Bean
        @ConditionalOnMissingBean
        FeatureFlagsWebExtension featureFlagsWebExtension(WebOperations operations) {
            return new FeatureFlagsWebExtension(operations);
        }
    }
}
