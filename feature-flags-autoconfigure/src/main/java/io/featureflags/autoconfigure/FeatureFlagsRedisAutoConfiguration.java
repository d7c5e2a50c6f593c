package io.featureflags.autoconfigure;

import io.featureflags.hygiene.ObservedChanges;
import io.featureflags.hygiene.RecordedChanges;
import io.featureflags.redis.RedisFlagStore;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.connection.RedisSource;
import io.featureflags.redis.connection.SpringDataSource;
import io.featureflags.redis.ledger.LedgerSettings;
import io.featureflags.redis.ledger.RedisFlagLedger;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.LastChange;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;

/**
 * Auto-configuration of flags in Redis. Flags use the connection factory of an application that has Spring Boot's module
 * for Redis, or declares a factory. Else they connect to {@code spring.data.redis} by themselves, without a bean that any
 * other auto-configuration uses.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration",
            FeatureFlagsRedisAutoConfiguration.BOOTS_REDIS
        })
@Conditional(OnFeatureFlags.class)
@ConditionalOnProperty(name = "feature-flags.store", havingValue = "redis", matchIfMissing = true)
@EnableConfigurationProperties(FeatureFlagsProperties.class)
public final class FeatureFlagsRedisAutoConfiguration {

    static final String BOOTS_REDIS = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration";

    @Bean
    @ConditionalOnMissingBean
    FlagStore featureFlagStore(
            ObjectProvider<RedisSource> source,
            FeatureFlagsProperties properties,
            Environment environment,
            ObjectProvider<Clock> clock,
            AuditListener audit) {
        if (properties.store() == FeatureFlagsProperties.Store.MEMORY) {
            // Ahead-of-time processing evaluated the condition at build time; this is the value at run time.
            return LocalStores.memory(clock, environment, properties, audit);
        }
        RedisSource found = source.getIfAvailable();
        if (found == null) {
            return LocalStores.withoutRedis();
        }
        FeatureFlagsProperties.Redis redis = properties.redis();
        RedisSettings settings = new RedisSettings(
                redis.keyPrefix(),
                redis.timeout(),
                redis.pollInterval(),
                redis.reconcileInterval(),
                redis.maxValueSize().toBytes(),
                clientName(found, environment));
        LedgerSettings ledgerSettings = new LedgerSettings(
                properties.audit().maxEntries(), properties.audit().keep(), InstanceName.of(environment));
        return new RedisFlagStore(
                found, settings, Clock.systemUTC(), new RedisFlagLedger(found, settings, ledgerSettings, audit));
    }

    @Bean
    @ConditionalOnMissingBean
    LastChange featureFlagLastChange(FlagStore store, ObjectProvider<Clock> clock) {
        Clock now = Clocks.of(clock);
        FlagLedger ledger = store.ledger();
        return ledger == null ? new ObservedChanges(now) : new RecordedChanges(ledger, now, System::nanoTime);
    }

    /** Returns the name of the connections, without what Redis does not accept: spaces and control characters. */
    private static String clientName(RedisSource source, Environment environment) {
        String configured = source.clientName();
        String name =
                configured == null ? environment.getProperty("spring.application.name", "application") : configured;
        return name.replaceAll("[^!-~]", "-") + "-flags";
    }

    /** The Redis of a connection factory of the application. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.data.redis.connection.RedisConnectionFactory")
    @ConditionalOnBean(type = "org.springframework.data.redis.connection.RedisConnectionFactory")
    @ConditionalOnMissingBean(FlagStore.class)
    static class FactoryConfiguration {

        /** Returns null if the application has several factories, and none of them is for flags or primary. */
        @Bean
        @ConditionalOnMissingBean
        @Nullable
        RedisSource featureFlagRedisSource(
                @FeatureFlagsRedis ObjectProvider<RedisConnectionFactory> chosen,
                ObjectProvider<RedisConnectionFactory> all,
                ObjectProvider<RedisStaticMasterReplicaConfiguration> masterReplica,
                Environment environment) {
            RedisConnectionFactory factory = chosen.getIfUnique(all::getIfUnique);
            return factory == null
                    ? null
                    : new SpringDataSource(
                            factory, masterReplica.getIfUnique(() -> MasterReplicaProperties.read(environment)));
        }
    }

    /** The Redis of {@code spring.data.redis}, in an application that does not use Redis itself. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.lettuce.core.RedisClient")
    @Conditional(NoRedisOfBoot.class)
    @ConditionalOnMissingBean(
            value = FlagStore.class,
            type = "org.springframework.data.redis.connection.RedisConnectionFactory")
    static class LettuceConfiguration {

        @Bean
        @ConditionalOnMissingBean
        RedisSource featureFlagRedisSource(Environment environment, ObjectProvider<SslBundles> bundles) {
            LettuceProperties properties =
                    Binder.get(environment).bindOrCreate(LettuceProperties.PREFIX, LettuceProperties.class);
            return LettuceSources.create(properties, bundles.getIfAvailable());
        }
    }

    /**
     * Matches unless Spring Boot can configure Redis, which takes its module and Spring Data Redis. Where the application
     * excludes that auto-configuration, it has no Redis on purpose.
     */
    static class NoRedisOfBoot extends NoneNestedConditions {

        NoRedisOfBoot() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @ConditionalOnClass(name = {BOOTS_REDIS, "org.springframework.data.redis.connection.RedisConnectionFactory"})
        static class RedisOfBoot {}
    }
}
