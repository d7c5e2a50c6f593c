package io.featureflags.autoconfigure;

import io.featureflags.memory.MemoryStore;
import io.featureflags.memory.NoStore;
import io.featureflags.spi.AuditListener;
import io.featureflags.spi.FlagStore;
import java.time.Clock;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/** Creates the stores of an application without Redis. */
final class LocalStores {

    private static final Log logger = LogFactory.getLog(LocalStores.class);

    private LocalStores() {}

    /** Creates the store that the application has chosen by {@code feature-flags.store=memory}. */
    static FlagStore memory(
            ObjectProvider<Clock> clock,
            Environment environment,
            FeatureFlagsProperties properties,
            AuditListener audit) {
        String instance = InstanceName.of(environment);
        return new MemoryStore(Clocks.of(clock), instance, properties.audit().maxEntries(), audit);
    }

    /** Creates the store of an application that is configured for Redis and cannot connect to it; logs a warning. */
    static FlagStore withoutRedis() {
        logger.warn("feature-flags.store is redis, and there is no single RedisConnectionFactory: the application has"
                + " none, or several and none of them @FeatureFlagsRedis or @Primary. Without Spring Boot's module for"
                + " Redis, flags connect by themselves if Lettuce is present. All feature flags answer from"
                + " feature-flags.flags. Set feature-flags.store to memory if that is intended.");
        return new NoStore();
    }
}
