package io.featureflags.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.featureflags.testing.FlagAutoConfigurations;
import io.featureflags.EvaluationContext;
import io.featureflags.FeatureFlags;
import io.featureflags.Source;
import io.featureflags.testing.FollowingApplication;
import io.featureflags.testing.RedisProcess;
import io.featureflags.testing.Restarts;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.util.ClassUtils;

/** An application on Jedis, without Lettuce: run by itself, on a class path of its own. */
@Tag("jedis")
class JedisTests {

    @Test
    void applicationOnJedisFollowsRedisAndOutlivesIt() {
        assertThat(ClassUtils.isPresent("io.lettuce.core.RedisClient", null)).isFalse();
        try (RedisProcess redis = RedisProcess.start()) {
            redis.run("SET", "feature:checkout", "true");
            new ApplicationContextRunner()
                    .withConfiguration(FlagAutoConfigurations.with(DataRedisAutoConfiguration.class))
                    .withPropertyValues(
                            "spring.data.redis.port=" + redis.port(),
                            "feature-flags.redis.poll-interval=20ms",
                            "feature-flags.redis.startup-wait=10s",
                            "feature-flags.flags.checkout.enabled=false")
                    .run(context -> {
                        FeatureFlags flags = context.getBean(FeatureFlags.class);
                        assertThat(context.getBean(RedisConnectionFactory.class))
                                .isInstanceOf(JedisConnectionFactory.class);
                        assertThat(flags.isEnabled("checkout")).isTrue();
                        redis.run("SET", "feature:checkout", "false");
                        await().until(() -> !flags.isEnabled("checkout"));
                        redis.run("SET", "feature:checkout", "true");
                        await().until(() -> flags.isEnabled("checkout"));
                        redis.freeze();
                        await().until(() -> source(flags) == Source.LAST_KNOWN);
                        assertThat(flags.isEnabled("checkout")).isTrue();
                        redis.thaw();
                        await().until(() -> source(flags) == Source.REDIS);
                    });
        }
    }

    @Test
    @DisplayName("R35: a hundred restarts and ten thousand changes and checks leave no connection behind")
    void restartsLeaveNoConnectionBehind() {
        try (RedisProcess redis = RedisProcess.start()) {
            FollowingApplication.runner(List.of("checkout"))
                    .withPropertyValues(
                            "spring.data.redis.port=" + redis.port(), "feature-flags.redis.poll-interval=20ms")
                    .run(context -> Restarts.leaveNothingBehind(context, redis));
        }
    }

    private static Source source(FeatureFlags flags) {
        return flags.evaluate("checkout", EvaluationContext.anonymous()).source();
    }
}
