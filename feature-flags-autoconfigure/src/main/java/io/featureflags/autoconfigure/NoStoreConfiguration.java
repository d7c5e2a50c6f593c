package io.featureflags.autoconfigure;

import io.featureflags.memory.MemoryStore;
import io.featureflags.memory.NoStore;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagStore;
import java.time.Clock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Flags without a store, because the application wants none or has no Redis. */
@Configuration(proxyBeanMethods = false)
class NoStoreConfiguration {

    private static final Log logger = LogFactory.getLog(NoStoreConfiguration.class);

    @Bean
    @ConditionalOnMissingBean(FlagStore.class)
    FlagStore featureFlagStore(
            FeatureFlagsProperties properties,
            ObjectProvider<Clock> clock,
            Environment environment,
            AuditListener audit) {
        if (properties.store() == FeatureFlagsProperties.Store.MEMORY) {
            return memory(clock, environment, properties, audit);
        }
        warnWithoutRedis();
        return new NoStore();
    }

    static MemoryStore memory(
            ObjectProvider<Clock> clock,
            Environment environment,
            FeatureFlagsProperties properties,
            AuditListener audit) {
        String instance = InstanceName.of(environment);
        return new MemoryStore(
                clock.getIfUnique(Clock::systemUTC),
                instance,
                properties.audit().maxEntries(),
                audit);
    }

    static void warnWithoutRedis() {
        logger.warn("feature-flags.store is redis, and there is no single RedisConnectionFactory: the application has"
                + " none, or several and none of them @FeatureFlagsRedis or @Primary. All feature flags answer from"
                + " feature-flags.flags. Set feature-flags.store to memory if that is meant.");
    }
}
