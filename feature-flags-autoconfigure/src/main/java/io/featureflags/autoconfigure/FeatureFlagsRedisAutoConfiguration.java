package io.featureflags.autoconfigure;

import io.featureflags.hygiene.ObservedChanges;
import io.featureflags.hygiene.RecordedChanges;
import io.featureflags.redis.RedisFlagStore;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.ledger.LedgerSettings;
import io.featureflags.redis.ledger.RedisFlagLedger;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagLedger;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.LastChange;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;

/** Auto-configuration of flags in the Redis of the application. */
@AutoConfiguration(afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnClass(name = "org.springframework.data.redis.connection.RedisConnectionFactory")
@ConditionalOnProperty(name = "feature-flags.store", havingValue = "redis", matchIfMissing = true)
@EnableConfigurationProperties(FeatureFlagsProperties.class)
public final class FeatureFlagsRedisAutoConfiguration {

    @Bean
    @ConditionalOnBean(RedisConnectionFactory.class)
    @ConditionalOnMissingBean
    FlagStore featureFlagStore(
            @FeatureFlagsRedis ObjectProvider<RedisConnectionFactory> chosen,
            ObjectProvider<RedisConnectionFactory> all,
            FeatureFlagsProperties properties,
            Environment environment,
            ObjectProvider<RedisStaticMasterReplicaConfiguration> masterReplica,
            ObjectProvider<Clock> clock,
            AuditListener audit) {
        if (properties.store() == FeatureFlagsProperties.Store.MEMORY) {
            // Ahead-of-time processing evaluated the condition at build time; this is the value at run time.
            return LocalStores.memory(clock, environment, properties, audit);
        }
        RedisConnectionFactory connectionFactory = chosen.getIfUnique(all::getIfUnique);
        if (connectionFactory == null) {
            return LocalStores.withoutRedis();
        }
        FeatureFlagsProperties.Redis redis = properties.redis();
        RedisStaticMasterReplicaConfiguration servers =
                masterReplica.getIfUnique(() -> MasterReplicaProperties.read(environment));
        RedisSettings settings = new RedisSettings(
                redis.keyPrefix(),
                redis.timeout(),
                redis.pollInterval(),
                redis.reconcileInterval(),
                redis.maxValueSize().toBytes(),
                clientName(environment));
        LedgerSettings ledgerSettings = new LedgerSettings(
                properties.audit().maxEntries(), properties.audit().keep(), InstanceName.of(environment));
        return new RedisFlagStore(
                connectionFactory,
                servers,
                settings,
                Clock.systemUTC(),
                new RedisFlagLedger(connectionFactory, servers, settings, ledgerSettings, audit));
    }

    @Bean
    @ConditionalOnBean(RedisConnectionFactory.class)
    @ConditionalOnMissingBean
    LastChange featureFlagLastChange(FlagStore store, ObjectProvider<Clock> clock) {
        Clock now = clock.getIfUnique(Clock::systemUTC);
        FlagLedger ledger = store.ledger();
        return ledger == null ? new ObservedChanges(now) : new RecordedChanges(ledger, now, System::nanoTime);
    }

    /** Replaces what Redis does not accept in the name of a client: spaces and control characters. */
    private static String clientName(Environment environment) {
        return environment.getProperty("spring.application.name", "application").replaceAll("[^!-~]", "-") + "-flags";
    }
}
