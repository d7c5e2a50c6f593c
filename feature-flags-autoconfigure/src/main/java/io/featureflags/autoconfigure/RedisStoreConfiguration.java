package io.featureflags.autoconfigure;

import io.featureflags.memory.NoStore;
import io.featureflags.redis.RedisFlagStore;
import io.featureflags.redis.connection.RedisSettings;
import io.featureflags.redis.ledger.LedgerSettings;
import io.featureflags.redis.ledger.RedisFlagLedger;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;

/** Flags in the Redis of the application. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedisConnectionFactory.class)
@ConditionalOnProperty(name = "feature-flags.store", havingValue = "redis", matchIfMissing = true)
class RedisStoreConfiguration {

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
            // The condition was asked when the application was processed ahead of time, and this value is of now.
            return NoStoreConfiguration.memory(clock, environment, properties, audit);
        }
        RedisConnectionFactory connectionFactory = chosen.getIfUnique(all::getIfUnique);
        if (connectionFactory == null) {
            NoStoreConfiguration.warnWithoutRedis();
            return new NoStore();
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
        LedgerSettings ledgerSettings =
                new LedgerSettings(properties.audit().maxEntries(), InstanceName.of(environment));
        return new RedisFlagStore(
                connectionFactory,
                servers,
                settings,
                Clock.systemUTC(),
                new RedisFlagLedger(connectionFactory, servers, settings, ledgerSettings, audit));
    }

    /** Redis takes no space and no control character in a client's name. */
    private static String clientName(Environment environment) {
        return environment.getProperty("spring.application.name", "application").replaceAll("[^!-~]", "-") + "-flags";
    }
}
