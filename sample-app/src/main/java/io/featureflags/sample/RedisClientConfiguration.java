package io.featureflags.sample;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How {@link FlagController} reaches Redis: an operator is told soon that Redis is away, not after the minute that Lettuce
 * would wait. Flags need none of this; they have a connection of their own. In code, since as a property it would say
 * that a Redis was given.
 */
@Configuration(proxyBeanMethods = false)
class RedisClientConfiguration {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Bean
    LettuceClientConfigurationBuilderCustomizer shortAnswers() {
        return client -> client.commandTimeout(LIMIT);
    }

    @Bean
    LettuceClientOptionsBuilderCustomizer noQueueWhileAway() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(LIMIT).build());
    }

    @Bean
    ClientResourcesBuilderCustomizer quickReturn() {
        return resources -> resources.reconnectDelay(Delay.constant(Duration.ofMillis(500)));
    }
}
