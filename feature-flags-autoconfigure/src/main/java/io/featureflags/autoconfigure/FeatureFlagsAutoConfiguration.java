package io.featureflags.autoconfigure;

import io.featureflags.BoundContext;
import io.featureflags.EvaluationContext;
import io.featureflags.EvaluationContextProvider;
import io.featureflags.FeatureFlags;
import io.featureflags.FlagValueEditor;
import io.featureflags.admin.ChangePublisher;
import io.featureflags.cache.BoundedNames;
import io.featureflags.cache.CachedFeatureFlags;
import io.featureflags.cache.FlagCache;
import io.featureflags.cache.StartReport;
import io.featureflags.cache.StartupWait;
import io.featureflags.snapshot.NoSnapshot;
import io.featureflags.snapshot.SnapshotFile;
import io.featureflags.spi.ChangeOrigin;
import io.featureflags.spi.FlagChangeListener;
import io.featureflags.spi.FlagRegistry;
import io.featureflags.spi.FlagSnapshot;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.FlagValueParser;
import io.featureflags.value.JsonFlagValueEditor;
import io.featureflags.value.TextFlagValueParser;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ClassUtils;

/** Auto-configuration of feature flags. Each bean gives way to one of its type that the application declares. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@EnableConfigurationProperties(FeatureFlagsProperties.class)
@Import({
    AdminConfiguration.class,
    AuditConfiguration.class,
    FlagDocumentsConfiguration.class,
    EndpointConfiguration.class,
    ServletWebConfiguration.class,
    ReactiveWebConfiguration.class,
    RedisStoreConfiguration.class,
    NoStoreConfiguration.class,
    SpringSecurityConfiguration.class,
    ReactiveContextConfiguration.class,
    RequestConsistencyConfiguration.class,
    ReactiveRoutingConfiguration.class,
    FeatureToggleConfiguration.class,
    WovenTogglesConfiguration.class,
    DecoratedFlagsConfiguration.class,
    FlagMetersConfiguration.class,
    FlagAttributesConfiguration.class,
    FlagHealthConfiguration.class,
    RedisLedgerConfiguration.class,
    HygieneConfiguration.class
})
public final class FeatureFlagsAutoConfiguration {

    /** How many names that nobody knows are remembered as such. */
    private static final int ABSENT_NAMES = 10_000;

    // Before the properties are bound: a binding that fails over a misread name does not say so.
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
    @ConditionalOnMissingBean(FlagRegistry.class)
    FlagCache featureFlagCache(
            FeatureFlagsProperties properties,
            FlagStore store,
            FlagValueParser parser,
            FlagSnapshot snapshot,
            ObjectProvider<Clock> clock,
            FlagChangeListener changeListener,
            ApplicationContext context) {
        // Without Caffeine an application that makes up names at run time keeps them all.
        ConcurrentMap<String, Boolean> absent =
                ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Caffeine", context.getClassLoader())
                        ? BoundedNames.ofMaximumSize(ABSENT_NAMES)
                        : new ConcurrentHashMap<>();
        StartupWait startupWait = new StartupWait(properties.redis().startupWait(), System::nanoTime);
        return new FlagCache(
                properties.flags(),
                store,
                parser,
                startupWait,
                snapshot,
                absent,
                System::nanoTime,
                clock.getIfUnique(Clock::systemUTC),
                changeListener);
    }

    @Bean
    @ConditionalOnMissingBean
    FlagChangeListener featureFlagChangePublisher(ApplicationEventPublisher publisher, ChangeOrigin origin) {
        return new ChangePublisher(publisher, origin);
    }

    @Bean
    @ConditionalOnMissingBean
    FlagSnapshot featureFlagSnapshot(FeatureFlagsProperties properties) {
        Path file = properties.snapshot().file();
        boolean nothingToKeep = properties.store() == FeatureFlagsProperties.Store.MEMORY;
        return file == null || nothingToKeep ? new NoSnapshot() : new SnapshotFile(file);
    }

    // Declared after the imported configurations, so that Spring Security's user comes first.
    @Bean
    @ConditionalOnMissingBean
    EvaluationContextProvider featureFlagContextProvider() {
        return EvaluationContext::anonymous;
    }

    @Bean
    @ConditionalOnMissingBean
    FeatureFlags featureFlags(DecoratedFlags asked, EvaluationContextProvider contextProvider) {
        return new CachedFeatureFlags(asked.flags(), BoundContext.orElse(contextProvider));
    }

    // Last, since the flags of beans that are made later are met by what was imported.
    @Bean
    @ConditionalOnBean(FlagCache.class)
    StartReport featureFlagStartReport(FlagCache flags, FeatureFlagsProperties properties) {
        return new StartReport(flags, properties.strict());
    }
}
