package io.featureflags.autoconfigure;

import io.featureflags.FlagStore;
import io.featureflags.cache.NoStore;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Flags without a store, because the application wants none or has no Redis. */
@Configuration(proxyBeanMethods = false)
class NoStoreConfiguration {

    private static final Log logger = LogFactory.getLog(NoStoreConfiguration.class);

    @Bean
    @ConditionalOnMissingBean(FlagStore.class)
    NoStore featureFlagStore(FeatureFlagsProperties properties) {
        if (properties.store() == FeatureFlagsProperties.Store.REDIS) {
            warnWithoutRedis();
        }
        return new NoStore();
    }

    static void warnWithoutRedis() {
        logger.warn("feature-flags.store is redis, and there is no single RedisConnectionFactory: the application has"
                + " none, or several and none of them @FeatureFlagsRedis or @Primary. All feature flags answer from"
                + " feature-flags.flags. Set feature-flags.store to memory if that is meant.");
    }
}
