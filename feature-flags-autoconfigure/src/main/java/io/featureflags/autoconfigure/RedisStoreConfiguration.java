package io.featureflags.autoconfigure;

import io.featureflags.FlagStore;
import io.featureflags.redis.RedisFlagStore;
import io.featureflags.redis.RedisSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
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
    @ConditionalOnSingleCandidate(RedisConnectionFactory.class)
    @ConditionalOnMissingBean(FlagStore.class)
    RedisFlagStore featureFlagStore(
            RedisConnectionFactory connectionFactory,
            FeatureFlagsProperties properties,
            Environment environment,
            ObjectProvider<RedisStaticMasterReplicaConfiguration> masterReplica) {
        FeatureFlagsProperties.Redis redis = properties.redis();
        return new RedisFlagStore(
                connectionFactory,
                new RedisSettings(
                        redis.keyPrefix(),
                        redis.timeout(),
                        redis.pollInterval(),
                        redis.maxValueSize().toBytes(),
                        clientName(environment),
                        masterReplica.stream().findAny().isEmpty() && !hasMasterReplicaNodes(environment)));
    }

    /** A factory with a static master and replicas does not tell where they are, so that it has to connect itself. */
    private static boolean hasMasterReplicaNodes(Environment environment) {
        return Binder.get(environment)
                .bind("spring.data.redis.masterreplica.nodes", Bindable.listOf(String.class))
                .isBound();
    }

    /** Redis takes no space and no control character in a client's name. */
    private static String clientName(Environment environment) {
        return environment.getProperty("spring.application.name", "application").replaceAll("[^!-~]", "-") + "-flags";
    }
}
