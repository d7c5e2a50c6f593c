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
 * The connection of {@link FlagController}: if Redis is down, an operator gets an answer within 2 s, not after Lettuce's
 * minute. Flags need none of this, because they have their own connection. These are no properties, because any property
 * of Redis selects an existing one.
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
