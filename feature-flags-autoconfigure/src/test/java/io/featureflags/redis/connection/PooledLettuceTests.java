package io.featureflags.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.spi.SyncMode;
import io.featureflags.testing.FollowingApplication;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Restarts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

/** An application with a pool of connections: run by itself, on a class path of its own. */
@Tag("lettuce-extras")
class PooledLettuceTests {

    private final RedisProcess redis = RedisProcess.start();

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    @DisplayName("R35: a pool of one connection is enough, for flags take none of it")
    void takesNoConnectionOfAPool() {
        FollowingApplication.runner(List.of("checkout"))
                .withPropertyValues(
                        "spring.data.redis.port=" + redis.port(),
                        "spring.data.redis.lettuce.pool.enabled=true",
                        "spring.data.redis.lettuce.pool.max-active=1",
                        "spring.data.redis.lettuce.pool.max-wait=1s")
                .run(context -> {
                    LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
                    assertThat(factory.getClientConfiguration()).isInstanceOf(LettucePoolingClientConfiguration.class);
                    factory.setShareNativeConnection(false);
                    assertThat(FollowingApplication.of(context).mode()).isEqualTo(SyncMode.TRACKING);
                    try (RedisConnection theirs =
                            context.getBean(RedisConnectionFactory.class).getConnection()) {
                        // The only one of the pool is taken, and flags are followed all the same.
                        theirs.ping();
                        redis.run("SET", "feature:checkout", "true");
                        FollowingApplication.of(context).awaitAgreement(Map.of("checkout", true));
                    }
                    Restarts.leaveNothingBehind(context, redis);
                });
    }
}
