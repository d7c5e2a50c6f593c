package io.featureflags.autoconfigure;

import io.featureflags.hygiene.ObservedChanges;
import io.featureflags.hygiene.RecordedChanges;
import io.featureflags.redis.RedisFlagStore;
import io.featureflags.spi.FlagStore;
import io.featureflags.spi.LastChange;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** What the record of flags in Redis knows better than this instance by itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedisConnectionFactory.class)
@ConditionalOnBean(RedisConnectionFactory.class)
@ConditionalOnProperty(name = "feature-flags.store", havingValue = "redis", matchIfMissing = true)
class RedisLedgerConfiguration {

    @Bean
    @ConditionalOnMissingBean
    LastChange featureFlagLastChange(FlagStore store, ObjectProvider<Clock> clock) {
        Clock now = clock.getIfUnique(Clock::systemUTC);
        return store instanceof RedisFlagStore redis
                ? new RecordedChanges(redis, now, System::nanoTime)
                : new ObservedChanges(now);
    }
}
