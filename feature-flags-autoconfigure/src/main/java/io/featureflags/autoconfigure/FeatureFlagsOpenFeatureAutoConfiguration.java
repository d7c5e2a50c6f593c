package io.featureflags.autoconfigure;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.TransactionContextPropagator;
import io.featureflags.BoundContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.admin.ChangePublisher;
import io.featureflags.openfeature.FeatureFlagTrackingEvent;
import io.featureflags.openfeature.FeatureFlagsProvider;
import io.featureflags.openfeature.FlagMetadata;
import io.featureflags.openfeature.ProviderBinding;
import io.featureflags.openfeature.ProviderEvents;
import io.featureflags.spi.FlagCatalog;
import io.featureflags.spi.FlagReferences;
import io.featureflags.spi.FlagStore;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;

/** Auto-configuration of the OpenFeature provider, its API and its client. */
@AutoConfiguration
@Conditional(OnFeatureFlags.class)
@ConditionalOnProperty(name = "feature-flags.openfeature.enabled", matchIfMissing = true)
@EnableConfigurationProperties(OpenFeatureProperties.class)
public final class FeatureFlagsOpenFeatureAutoConfiguration {

    /** The provider and its events. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(OpenFeatureAPI.class)
    static class ProviderConfiguration {

        // The local copy notifies this bean of new values, so that it must not need the copy to be created.
        @Bean
        @ConditionalOnMissingBean
        FlagMetadata featureFlagOpenFeatureMetadata(
                ObjectProvider<FlagCatalog> catalog, ObjectProvider<FlagReferences> references) {
            return new FlagMetadata(
                    SingletonSupplier.of(() -> catalog.getIfAvailable(() -> List::of)),
                    SingletonSupplier.of(references::getObject));
        }

        @Bean(destroyMethod = "shutdown")
        @ConditionalOnMissingBean
        FeatureFlagsProvider featureFlagOpenFeatureProvider(
                FeatureFlags flags,
                EvaluationContextProvider contextProvider,
                FlagMetadata metadata,
                ObjectProvider<ChangePublisher> changes,
                ApplicationEventPublisher events) {
            // Without the publisher of the library, the application has no thread for changes.
            ChangePublisher publisher = changes.getIfAvailable();
            Consumer<FeatureFlagTrackingEvent> tracking = publisher == null ? events::publishEvent : publisher::publish;
            return new FeatureFlagsProvider(flags, BoundContext.orElse(contextProvider), metadata, tracking);
        }

        @Bean
        @ConditionalOnMissingBean
        ProviderEvents featureFlagOpenFeatureEvents(ProviderBinding binding, FlagStore store) {
            return new ProviderEvents(binding.provider(), store);
        }
    }

    /** The API and the client. An API of the application gets the provider as well, unless it has another one. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(OpenFeatureAPI.class)
    static class ApiConfiguration {

        @Bean
        @ConditionalOnMissingBean({OpenFeatureAPI.class, ProviderBinding.class})
        ProviderBinding featureFlagOpenFeatureBinding(
                FeatureFlagsProvider provider,
                OpenFeatureProperties properties,
                ObjectProvider<TransactionContextPropagator> propagator) {
            String domain = properties.domain();
            ProviderBinding binding = switch (properties.api()) {
                case AUTO -> ProviderBinding.toFreeApi(provider, domain);
                case GLOBAL -> ProviderBinding.toSingleton(provider, domain);
                case ISOLATED -> ProviderBinding.toIsolatedApi(provider, domain);
            };
            propagator.ifUnique(binding::propagateBy);
            return binding;
        }

        // Spring would shut down the singleton, which other applications use.
        @Bean(destroyMethod = "")
        @ConditionalOnMissingBean
        OpenFeatureAPI openFeatureApi(ProviderBinding binding) {
            return binding.api();
        }

        @Bean
        @ConditionalOnMissingBean(ProviderBinding.class)
        ProviderBinding featureFlagOpenFeatureApiBinding(
                OpenFeatureAPI api,
                FeatureFlagsProvider provider,
                OpenFeatureProperties properties,
                ObjectProvider<TransactionContextPropagator> propagator) {
            ProviderBinding binding = ProviderBinding.to(api, provider, properties.domain());
            propagator.ifUnique(binding::propagateBy);
            return binding;
        }

        @Bean
        @ConditionalOnMissingBean
        @SuppressWarnings("rawtypes") // As in the SDK.
        Client openFeatureClient(ProviderBinding binding, ObjectProvider<Hook> hooks) {
            Client client = binding.client();
            client.addHooks(hooks.orderedStream().toArray(Hook[]::new));
            return client;
        }
    }
}
