package io.featureflags.autoconfigure;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagDocuments;
import io.featureflags.FlagValueEditor;
import io.featureflags.cache.CachePorts;
import io.featureflags.cache.CachedFeatureFlags;
import io.featureflags.cache.FlagCache;
import io.featureflags.cache.NamesAtRunTime;
import io.featureflags.cache.StartReport;
import io.featureflags.cache.StartupWait;
import io.featureflags.context.RequestConsistency;
import io.featureflags.snapshot.NoSnapshot;
import io.featureflags.snapshot.SnapshotFile;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagChangeListener;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.FlagSnapshot;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.spi.ValueObserver;
import io.featureflags.telemetry.EvaluationWatch;
import io.featureflags.telemetry.WatchedFlags;
import io.featureflags.value.JsonFlagDocuments;
import io.featureflags.value.JsonFlagValueEditor;
import io.featureflags.value.TextFlagValueParser;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of feature flags: values, the local copy, toggled methods, changes and reports. Each bean gives way to
 * one of its type that the application declares. The auto-configurations for Redis, contexts, OpenFeature, web, telemetry
 * and the endpoint add to it.
 */
@AutoConfiguration(
        after = {
            FeatureFlagsRedisAutoConfiguration.class,
            FeatureFlagsContextAutoConfiguration.class,
            FeatureFlagsOpenFeatureAutoConfiguration.class,
            FeatureFlagsWebAutoConfiguration.class,
            FeatureFlagsTelemetryAutoConfiguration.class,
            FeatureFlagsEndpointAutoConfiguration.class,
            FeatureFlagsOfrepAutoConfiguration.class
        })
@EnableConfigurationProperties(FeatureFlagsProperties.class)
@Import({
    AdminConfiguration.class,
    FeatureToggleConfiguration.class,
    HygieneConfiguration.class,
    RolloutConfiguration.class
})
public final class FeatureFlagsAutoConfiguration {

    // Before the properties are bound: a failed binding does not name the key that it misread.
    @Bean
    static BeanFactoryPostProcessor featureFlagPropertyNames(ConfigurableEnvironment environment) {
        return beanFactory -> FlagPropertyNames.check(environment);
    }

    @Bean
    @ConditionalOnMissingBean
    FlagValueParser featureFlagValueParser() {
        return new TextFlagValueParser();
    }

    @Bean
    @ConditionalOnMissingBean
    FlagValueEditor featureFlagValueEditor(FlagValueParser parser) {
        return new JsonFlagValueEditor(parser);
    }

    @Bean
    @ConditionalOnMissingBean
    FlagDocuments featureFlagDocuments() {
        return new JsonFlagDocuments();
    }

    @Bean
    @ConditionalOnMissingBean(FlagRegistry.class)
    FlagCache featureFlagCache(
            FeatureFlagsProperties properties,
            FlagStore store,
            FlagValueParser parser,
            FlagSnapshot snapshot,
            ObjectProvider<Clock> clock,
            FlagChangeListener changeListener,
            ObjectProvider<ValueObserver> observers,
            ObjectProvider<FeatureFlags> flags,
            ApplicationContext context) {
        LongSupplier nanoTime = System::nanoTime;
        StartupWait startupWait = new StartupWait(properties.redis().startupWait(), nanoTime);
        return new FlagCache(
                properties.flags(),
                new CachePorts(
                        store,
                        parser,
                        snapshot,
                        changeListener,
                        observers.orderedStream().toList(),
                        flags::getObject),
                startupWait,
                new NamesAtRunTime(properties.redis().maxAskedNames(), context.getClassLoader()),
                nanoTime,
                Clocks.of(clock));
    }

    @Bean
    @ConditionalOnMissingBean
    FlagSnapshot featureFlagSnapshot(FeatureFlagsProperties properties, FlagStore store) {
        Path file = properties.snapshot().file();
        return file == null || !store.isRemote() ? new NoSnapshot() : new SnapshotFile(file);
    }

    // The auto-configuration of contexts comes before this one, so that a user of Spring Security has precedence.
    @Bean
    @ConditionalOnMissingBean
    EvaluationContextProvider featureFlagContextProvider() {
        return EvaluationContext::anonymous;
    }

    @Bean
    @ConditionalOnMissingBean
    FeatureFlags featureFlags(DecoratedFlags decorated, EvaluationContextProvider contextProvider) {
        return new CachedFeatureFlags(decorated.flags(), BoundContext.orElse(contextProvider));
    }

    // Watches see each answer, also one that is repeated within a request.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    DecoratedFlags featureFlagDecoratedFlags(
            FlagRegistry flags,
            ObjectProvider<RequestConsistency> consistency,
            ObjectProvider<EvaluationWatch> watches) {
        RequestConsistency perRequest = consistency.getIfAvailable();
        return new DecoratedFlags(WatchedFlags.around(
                perRequest == null ? flags : perRequest.around(flags),
                watches.orderedStream().toList()));
    }

    /** The store of an application without Redis by its own choice, and of a test slice, which imports no Redis. */
    @Bean
    @ConditionalOnMissingBean(FlagStore.class)
    FlagStore featureFlagStore(
            FeatureFlagsProperties properties,
            ObjectProvider<Clock> clock,
            Environment environment,
            AuditListener audit) {
        return LocalStores.memory(clock, environment, properties, audit);
    }

    // Last, because toggled beans that are created later register their flags with the beans above.
    @Bean
    @ConditionalOnProperty(name = EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY, matchIfMissing = true)
    @ConditionalOnBean(FlagCache.class)
    StartReport featureFlagStartReport(FlagCache flags, FeatureFlagsProperties properties) {
        return new StartReport(flags, properties.strict());
    }
}
